package io.carillon.server.events;

import io.carillon.core.port.EventExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what happens here to nodes where somebody listens, and fetches what happens there while
 * somebody listens here. One write or read at a time, so that a slow store makes batches larger;
 * what is too much is dropped and counted. One thread, which never waits.
 */
final class EventRelay {
  /** How many events may wait to leave. */
  static final int LEAVING_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);

  private final EventExchange exchange;
  private final AtomicBoolean publishing = new AtomicBoolean();
  private final AtomicBoolean reading = new AtomicBoolean();
  private final Queue<Event> arrived = new ConcurrentLinkedQueue<>();
  private List<Event> leaving = new ArrayList<>();
  private final AtomicLong dropped = new AtomicLong();

  /** How far others were heard; null: not at all. */
  private volatile @Nullable String heardUntil;

  EventRelay(EventExchange exchange) {
    this.exchange = exchange;
  }

  /** Takes events that are to reach the other nodes with the next {@link #publish}. */
  void take(List<Event> events) {
    for (Event event : events) {
      if (leaving.size() < LEAVING_MAX) {
        leaving.add(event);
      } else {
        dropped.incrementAndGet();
      }
    }
  }

  /** Sends what was taken, unless an earlier part is still on its way. */
  void publish() {
    if (leaving.isEmpty() || !publishing.compareAndSet(false, true)) {
      return;
    }
    int count = leaving.size();
    long missing = dropped.getAndSet(0);
    if (missing > 0) {
      leaving.add(Event.dropped(missing));
    }
    String lines = leaving.stream().map(Event::encode).collect(Collectors.joining("\n"));
    leaving = new ArrayList<>();
    exchange
        .publish(lines)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.debug("events did not reach the other nodes", failure);
                dropped.addAndGet(missing + count);
              }
              publishing.set(false);
            });
  }

  /** Asks what others have published since the last time, unless an earlier question is open. */
  void read() {
    if (!reading.compareAndSet(false, true)) {
      return;
    }
    exchange
        .read(heardUntil)
        .whenComplete(
            (heard, failure) -> {
              if (failure == null) {
                heardUntil = heard.until();
                heard.events().stream()
                    .flatMap(String::lines)
                    .map(Event::decode)
                    .flatMap(Optional::stream)
                    .forEach(arrived::add);
              } else {
                LOG.debug("the other nodes' events were not heard", failure);
              }
              reading.set(false);
            });
  }

  /**
   * What has arrived since the last time.
   *
   * @param max what is more is left out, and one event says how many that are
   */
  List<Event> arrived(int max) {
    List<Event> events = new ArrayList<>();
    long left = 0;
    for (Event next = arrived.poll(); next != null; next = arrived.poll()) {
      if (events.size() < max) {
        events.add(next);
      } else {
        left++;
      }
    }
    if (left > 0) {
      events.add(Event.dropped(left));
    }
    return events;
  }

  /** Nobody listens here any more: who comes hears from then on. */
  void leave() {
    heardUntil = null;
    arrived.clear();
  }
}
