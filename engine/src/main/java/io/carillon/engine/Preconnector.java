package io.carillon.engine;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Invoker;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells the invoker, a moment before they are due, how many calls will go to each destination at
 * one instant, so that it need not open connections at the instant itself. What comes due without
 * having waited that long is not told of. Confined to the engine's thread.
 */
final class Preconnector {
  /** Enough for a handshake with a target that is far away, short for one that waits for it. */
  static final long AHEAD_MS = 500;

  private final Timeline timeline;
  private final TimerWheel timer;
  private final Dispatcher dispatcher;
  private final Invoker invoker;
  private final Map<Integer, Due> dueByDestination = new HashMap<>();

  /** Due times before this have been told of; epoch milliseconds. */
  private long toldBeforeMs;

  /** Executions of one destination that come due together. */
  private static final class Due {
    final JobSnapshot job;
    int count;

    Due(JobSnapshot job) {
      this.job = job;
    }
  }

  Preconnector(Timeline timeline, TimerWheel timer, Dispatcher dispatcher, Invoker invoker) {
    this.timeline = timeline;
    this.timer = timer;
    this.dispatcher = dispatcher;
    this.invoker = invoker;
    toldBeforeMs = timeline.nowMs();
  }

  void step() {
    long nowMs = timeline.nowMs();
    long endMs = nowMs + AHEAD_MS + 1;
    // From here on even when the time has jumped or gone back.
    long fromMs = Math.clamp(toldBeforeMs, nowMs + 1, endMs);
    toldBeforeMs = endMs;
    long ms = timer.nextDueMs(fromMs, endMs);
    while (ms < endMs) {
      timer.forEachDue(ms, this::count);
      dueByDestination.values().forEach(this::tell);
      dueByDestination.clear();
      ms = timer.nextDueMs(ms + 1, endMs);
    }
  }

  private void count(Ticket ticket) {
    JobSnapshot job = ticket.job.snapshot;
    dueByDestination.computeIfAbsent(job.destinationKey(), _ -> new Due(job)).count++;
  }

  /** No more than may be called at once. */
  private void tell(Due due) {
    int calls = Math.min(due.count, dispatcher.startable(due.job));
    if (calls > 0) {
      invoker.preconnect(due.job, calls);
    }
  }
}
