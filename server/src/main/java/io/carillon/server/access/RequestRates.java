package io.carillon.server.access;

import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the requests of each namespace to its quota on this node: as many at once as it may make in
 * a second, and then evenly (the generic cell rate algorithm, ITU-T I.371). Thread-safe.
 */
public final class RequestRates {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;

  /** When a namespace that makes no request any more has its whole second again. */
  private final Map<Integer, AtomicLong> restedAt = new ConcurrentHashMap<>();

  public RequestRates(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes note of a request.
   *
   * @return whether it may be made; if not, one may within a second
   */
  public boolean take(Namespace namespace) {
    Integer perSecond = namespace.quotas().requestsPerSecondMax();
    if (perSecond == null) {
      return true;
    }
    long cost = SECOND / perSecond;
    long now = clock.monotonicNanos();
    AtomicLong rested = restedAt.computeIfAbsent(namespace.key(), _ -> new AtomicLong(now));
    while (true) {
      long before = rested.get();
      long after = (before - now > 0 ? before : now) + cost;
      if (after - now > SECOND) {
        return false;
      }
      if (rested.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
