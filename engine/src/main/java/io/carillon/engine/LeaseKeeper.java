package io.carillon.engine;

import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.Notice;
import io.carillon.core.port.Renewal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the node's lease, where it expires, and its eye on the other nodes. A node trusts its lease
 * from the moment that it asked for the last renewal, and for less than its duration, so that it
 * has stopped sending when others take over what it held (Gray and Cheriton, Leases, 1989). It
 * judges others only while it could renew without trouble for as long as a lease lasts: after an
 * outage of the store everybody has that long to come back. Confined to the engine's thread, except
 * for {@link #lasts}.
 */
final class LeaseKeeper {
  /** How often other nodes' notices are read: a change is to be heard of within a second. */
  static final long NOTICES_MS = 250;

  /** Who was asleep for so long hears what happened meanwhile before it goes on. */
  private static final long ASLEEP_MS = 500;

  /** But waits for it no longer than this. */
  private static final long AWAKE_MS = 1_000;

  /** How soon at the latest a lease is renewed, which tells what was spilled by others. */
  private static final long RENEW_MS_MAX = 500;

  private static final long FAILED_PAUSE_MS = 250;
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final EngineListener listener;
  private final IntConsumer spilled;
  private final Consumer<Notice> heard;
  private final Runnable reclaimed;

  /** Who waits for a read that begins after so many. */
  private record Waiter(long reads, Runnable heard) {}

  /**
   * From when on and for how long a lease is trusted.
   *
   * @param askedUpMs when the last renewal was asked for; see {@link Timeline#upMs}
   * @param askedWallMs the same by the wall clock
   */
  private record Trust(long askedUpMs, long askedWallMs, long trustMs) {
    boolean includes(long upMs, long wallMs) {
      return upMs - askedUpMs < trustMs && Math.abs(wallMs - askedWallMs) < trustMs;
    }
  }

  private @Nullable Lease lease;

  /** Null before the term and after it. */
  private volatile @Nullable Trust trust;

  private boolean isLost;
  private boolean isEnded;

  /** As of the last renewal; false before the first, where there are others whose clock counts. */
  private boolean clockIsRight;

  private boolean clockIsOff;
  private long judgeAtUpMs;
  private final Queue<Waiter> waiters = new ArrayDeque<>();
  private long steppedUpMs;
  private boolean isWaking;
  private long awokeUpMs;

  /** Reads of notices that have begun. */
  private long reads;

  private boolean renewing;
  private boolean reclaiming;
  private boolean reading;
  private long renewAtUpMs;
  private long reclaimAtUpMs;
  private long readAtUpMs;

  /**
   * @param spilled takes the key of each destination that has spilled executions
   * @param heard takes each notice
   * @param reclaimed runs when there is something to claim that another node held
   */
  LeaseKeeper(
      Ledger ledger,
      Mailbox mailbox,
      Timeline timeline,
      EngineListener listener,
      IntConsumer spilled,
      Consumer<Notice> heard,
      Runnable reclaimed) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.listener = listener;
    this.spilled = spilled;
    this.heard = heard;
    this.reclaimed = reclaimed;
  }

  /**
   * A term has begun.
   *
   * @param askedUpMs when it was asked for
   */
  void begin(Lease begun, long askedUpMs) {
    lease = begun;
    trust(begun, askedUpMs, timeline.wallMs() - (timeline.upMs() - askedUpMs));
    judgeAtUpMs = timeline.upMs() + begun.durationMs();
    renewAtUpMs = timeline.upMs();
    steppedUpMs = timeline.upMs();
    clockIsRight = !begun.expires();
  }

  private void trust(Lease current, long askedUpMs, long askedWallMs) {
    long trustMs =
        current.expires() ? current.durationMs() - current.durationMs() / 5 : Long.MAX_VALUE;
    trust = new Trust(askedUpMs, askedWallMs, trustMs);
  }

  /**
   * Whether the node's lease lasts, by either of its clocks, read now: without it nothing may be
   * sent. Thread-safe.
   */
  boolean lasts() {
    Trust current = trust;
    return current != null && current.includes(timeline.readUpMs(), timeline.wallMs());
  }

  /** Whether the node may send: its lease lasts, and it has heard what it slept through. */
  boolean isTrusted() {
    return !isWaking && lasts();
  }

  /**
   * Whether the node may plan besides, and take what others have planned: not before its clock was
   * compared with the store's.
   */
  boolean mayClaim() {
    return isTrusted() && clockIsRight;
  }

  /** Whether the last comparison found the node's clock wrong. */
  boolean isClockOff() {
    return clockIsOff;
  }

  /** Whether the term has ended, so that everything in memory is in other hands. */
  boolean isLost() {
    return isLost;
  }

  /** The node ends its term itself: there is nothing to keep from now on. */
  void end() {
    isEnded = true;
  }

  /** Null when there is nothing to keep: no term, one that needs no renewal, or one that ended. */
  private @Nullable Lease leaseToKeep() {
    Lease current = lease;
    return current == null || !current.expires() || isLost || isEnded ? null : current;
  }

  /**
   * Begins what it is time for.
   *
   * @param load what the node has to do now
   */
  void step(Supplier<NodeLoad> load) {
    Lease current = leaseToKeep();
    if (current == null) {
      return;
    }
    long upMs = timeline.upMs();
    if (!renewing && upMs >= renewAtUpMs) {
      renew(current, load.get());
    }
    if (!reclaiming && upMs >= reclaimAtUpMs && upMs >= judgeAtUpMs) {
      reclaim(current);
    }
    if (!reading && upMs >= readAtUpMs) {
      read(current);
    }
  }

  /**
   * Runs something when everything is heard that other nodes have done by now, or cannot be. At
   * once, when there are none.
   */
  void hear(Runnable then) {
    Lease current = leaseToKeep();
    if (current == null) {
      then.run();
    } else {
      waiters.add(new Waiter(reads, then));
      readAtUpMs = timeline.upMs();
    }
  }

  /** Notices when the node slept. Comes first in each turn. */
  void wake() {
    long upMs = timeline.upMs();
    if (upMs - steppedUpMs > ASLEEP_MS) {
      isWaking = true;
      awokeUpMs = upMs;
      hear(() -> isWaking = false);
    }
    isWaking &= upMs - awokeUpMs < AWAKE_MS;
    steppedUpMs = upMs;
  }

  /** When {@link #step} has something to do next; see {@link Timeline#upMs}. */
  long nextStepUpMs() {
    Lease current = leaseToKeep();
    if (current == null) {
      return Long.MAX_VALUE;
    }
    long nextUpMs = renewing ? Long.MAX_VALUE : renewAtUpMs;
    nextUpMs = reading ? nextUpMs : Math.min(nextUpMs, readAtUpMs);
    return reclaiming ? nextUpMs : Math.min(nextUpMs, Math.max(reclaimAtUpMs, judgeAtUpMs));
  }

  private void renew(Lease current, NodeLoad load) {
    renewing = true;
    long askedUpMs = timeline.upMs();
    long askedWallMs = timeline.wallMs();
    renewAtUpMs = askedUpMs + Math.min(RENEW_MS_MAX, current.durationMs() / 4);
    mailbox.ask(
        () -> ledger.renew(current, load),
        renewal -> {
          renewing = false;
          if (renewal.isHeld()) {
            renewed(current, renewal, askedUpMs, askedWallMs);
          } else {
            lost(current);
          }
        },
        error -> {
          renewing = false;
          failed(StoreOperation.RENEW, error);
          renewAtUpMs = timeline.upMs() + FAILED_PAUSE_MS;
        });
  }

  private void renewed(Lease current, Renewal renewal, long askedUpMs, long askedWallMs) {
    if (timeline.upMs() - askedUpMs > current.durationMs() / 4) {
      disturbed();
    }
    trust(current, askedUpMs, askedWallMs);
    boolean isOff = Math.abs(renewal.clockOffsetMs()) > Ledger.CLOCK_OFFSET_MS_MAX;
    clockIsRight = !isOff;
    if (isOff != clockIsOff) {
      clockIsOff = isOff;
      if (isOff) {
        LOG.error(
            "the clock is {} ms from the store's: nothing is planned or changed here until it is right",
            renewal.clockOffsetMs());
      } else {
        LOG.info("the clock is right again");
      }
    }
    renewal.spilledDestinations().forEach(spilled::accept);
  }

  private void lost(Lease current) {
    if (isEnded) {
      return; // A renewal that was under way when the node ended its term.
    }
    isLost = true;
    trust = null;
    LOG.warn(
        "another node has ended term {} of this one, as it was not heard of; what it held is in"
            + " other hands",
        current.term());
  }

  /** Others may not have been able to renew either. */
  private void disturbed() {
    Lease current = lease;
    judgeAtUpMs = timeline.upMs() + (current == null ? 0 : current.durationMs());
  }

  private void reclaim(Lease current) {
    reclaiming = true;
    reclaimAtUpMs = timeline.upMs() + current.durationMs() / 10;
    mailbox.ask(
        () -> ledger.reclaim(current),
        names -> {
          reclaiming = false;
          if (!names.isEmpty()) {
            LOG.warn("what nodes held that are not heard of is taken over: {}", names);
            reclaimed.run();
          }
        },
        error -> {
          reclaiming = false;
          failed(StoreOperation.RECLAIM, error);
        });
  }

  private void read(Lease current) {
    reading = true;
    readAtUpMs = timeline.upMs() + NOTICES_MS;
    long read = ++reads;
    mailbox.ask(
        () -> ledger.notices(current),
        notices -> {
          reading = false;
          notices.forEach(heard);
          tellWaiters(read);
        },
        error -> {
          reading = false;
          failed(StoreOperation.NOTICES, error);
          tellWaiters(read);
        });
  }

  private void tellWaiters(long read) {
    for (Waiter next = waiters.peek(); next != null && next.reads < read; next = waiters.peek()) {
      waiters.remove();
      next.heard.run();
    }
    if (!waiters.isEmpty()) {
      readAtUpMs = timeline.upMs();
    }
  }

  private void failed(StoreOperation operation, Throwable error) {
    disturbed();
    listener.storeFailed(operation, error);
  }
}
