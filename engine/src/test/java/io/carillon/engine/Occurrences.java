package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Planning;
import io.carillon.schedule.Schedule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which occurrences a job owes by its versions and their cuts, held against what the store has for
 * them (I2). Knows nothing of how the engine plans.
 */
final class Occurrences {
  private final MemoryJob job;
  private final boolean hasSteppedBack;
  private final TreeSet<Long> owed = new TreeSet<>();

  Occurrences(MemoryJob job, boolean hasSteppedBack) {
    this.job = job;
    this.hasSteppedBack = hasSteppedBack;
    List<MemoryJob.Era> eras = job.eras;
    for (int i = 0; i < eras.size(); i++) {
      // After a step back of the clock a later change may cut into an earlier era.
      long untilMs = Long.MAX_VALUE;
      for (int later = i + 1; later < eras.size(); later++) {
        untilMs = Math.min(untilMs, eras.get(later).cutMs());
      }
      owe(eras.get(i), untilMs);
    }
  }

  private void owe(MemoryJob.Era era, long untilMs) {
    long at = era.firstMs();
    boolean isRecurring = era.snapshot().definition().isRecurring();
    while (at < untilMs && at != Schedule.NEVER) {
      owed.add(at);
      at = isRecurring ? era.snapshot().firstOccurrenceFrom(at + 1) : Schedule.NEVER;
    }
  }

  void check(Set<Long> calledKeys) {
    Map<Long, Integer> accounts = new HashMap<>();
    Set<Long> spared = new HashSet<>();
    for (MemoryRow row : job.rows) {
      if (row.cause != Cause.SCHEDULE) {
        continue;
      }
      accounts.merge(row.scheduledAtMs, 1, Integer::sum);
      if (outlivedAnEdit(row)) {
        spared.add(row.scheduledAtMs);
      }
      boolean isOwed = owed.contains(row.scheduledAtMs);
      boolean wasUnderWay =
          calledKeys.contains(row.key)
              || row.state == ExecutionState.CANCELLED
              || job.eras.stream().anyMatch(era -> era.cutMs() == row.scheduledAtMs);
      assertThat(isOwed || wasUnderWay || hasSteppedBack)
          .as("I2: nothing owes %s of %s", row, job.eras)
          .isTrue();
    }
    for (Planning.SkippedRun run : job.skippedRuns()) {
      Set<Long> covered = owed.subSet(run.fromMs(), true, run.toMs(), true);
      for (long at : covered) {
        if (!spared.contains(at)) {
          accounts.merge(at, 1, Integer::sum);
        }
      }
      if (!hasSteppedBack) {
        assertThat((long) covered.size()).as("I2: counted right: %s", run).isEqualTo(run.count());
      }
    }
    for (long at : owed) {
      int count = accounts.getOrDefault(at, 0);
      assertThat(hasSteppedBack ? Math.min(count, 1) : count)
          .as("I2: occurrence %d is accounted for once: %s", at, job.eras)
          .isEqualTo(1);
    }
  }

  /**
   * Whether an edit cut before the row, which had been sent or cancelled by then. The new version
   * owes the occurrence again: it finds the row, or counts it among missed ones.
   */
  private boolean outlivedAnEdit(MemoryRow row) {
    return job.eras.stream()
        .anyMatch(
            era -> era.snapshot().version() > row.firstVersion && era.cutMs() <= row.scheduledAtMs);
  }
}
