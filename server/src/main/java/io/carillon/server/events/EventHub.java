package io.carillon.server.events;

import io.carillon.core.Alert;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.engine.EngineListener;
import io.carillon.server.json.AlertJson;
import io.carillon.server.json.Json;
import io.carillon.server.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes what happens from the engine, within a rate and a bound, until it is sent. What is too much
 * is dropped and counted; the engine never waits. While nobody listens nothing is taken.
 */
final class EventHub implements EngineListener {
  static final int WAITING_MAX = 4_096;

  private final int perSecondMax;
  private final Clock clock;
  private final ArrayBlockingQueue<Happening> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean isHeard;
  private long second;
  private int taken;

  EventHub(int perSecondMax, Clock clock) {
    this.perSecondMax = perSecondMax;
    this.clock = clock;
  }

  private sealed interface Happening {
    record Ended(Moved move) implements Happening {}

    record Raised(Alert alert) implements Happening {}
  }

  /** Whether somebody listens. */
  void heard(boolean byAnyone) {
    isHeard = byAnyone;
  }

  /** Takes what waits, and how much was dropped since the last time; to be called by one thread. */
  List<Event> gather() {
    List<Happening> happenings = new ArrayList<>();
    waiting.drainTo(happenings);
    List<Event> events = new ArrayList<>();
    happenings.forEach(happening -> events.add(event(happening)));
    long missing = dropped.getAndSet(0);
    if (missing > 0) {
      events.add(Event.dropped(missing));
    }
    return events;
  }

  @Override
  public void moved(Moved move) {
    ExecutionState to = move.to();
    if (isHeard && (to.isTerminal() || to == ExecutionState.RETRYING)) {
      if (isWithinRate()) {
        take(new Happening.Ended(move));
      }
    }
  }

  @Override
  public void alerted(Alert alert) {
    if (isHeard && isWithinRate()) {
      take(new Happening.Raised(alert));
    }
  }

  /** Counts what is too much as dropped. Called on the engine's thread only. */
  private boolean isWithinRate() {
    long now = clock.wallMs() / 1_000;
    if (now != second) {
      second = now;
      taken = 0;
    }
    if (taken == perSecondMax) {
      dropped.incrementAndGet();
      return false;
    }
    taken++;
    return true;
  }

  private void take(Happening happening) {
    if (!waiting.offer(happening)) {
      dropped.incrementAndGet();
    }
  }

  private static Event event(Happening happening) {
    return switch (happening) {
      case Happening.Ended(Moved move) ->
          new Event(move.job().namespaceKey(), "execution", json(move));
      case Happening.Raised(Alert alert) ->
          new Event(alert.namespaceKey(), "alert", Json.write(out -> AlertJson.write(out, alert)));
    };
  }

  private static byte[] json(Moved move) {
    return Json.write(
        out -> {
          out.writeStartObject();
          out.writeStringField("id", new ExecutionId(move.executionKey()).toString());
          out.writeStringField("jobId", move.job().id().toString());
          out.writeStringField("jobName", move.job().definition().name());
          out.writeStringField("scheduledAt", time(move.scheduledAtMs()));
          if (move.startedAtMs() > 0) {
            out.writeStringField("startedAt", time(move.startedAtMs()));
          }
          if (move.to().isTerminal() && move.endedAtMs() > 0) {
            out.writeStringField("completedAt", time(move.endedAtMs()));
          }
          out.writeStringField("status", move.to().name());
          if (move.httpStatus() > 0) {
            out.writeNumberField("httpStatus", move.httpStatus());
          }
          if (move.durationMs() >= 0) {
            out.writeNumberField("durationMs", move.durationMs());
          }
          if (move.startedAtMs() > 0) {
            out.writeNumberField("driftMs", move.startedAtMs() - move.scheduledAtMs());
          }
          out.writeNumberField("retryCount", move.retryCount());
          out.writeStringField("error", move.error());
          out.writeStringField("cause", move.cause().name());
          out.writeEndObject();
        });
  }

  private static String time(long epochMs) {
    return Times.format(Instant.ofEpochMilli(epochMs));
  }
}
