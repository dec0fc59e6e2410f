package io.carillon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** What a job was from each change on, held against the rows that a store has of it (I2). */
final class JobLife {
  /**
   * What the job was from a cut on.
   *
   * @param fires false after a pause or delete, and when the job's one fire was made before
   */
  private record Era(JobSnapshot job, boolean fires, long cutMs) {
    long firstMs() {
      return fires ? job.firstOccurrenceFrom(cutMs) : Schedule.NEVER;
    }
  }

  private final Job created;
  private final List<Era> eras = new ArrayList<>();

  /**
   * Executions that were no plans any more when a change cut before them. The new version owes
   * their occurrences again: it finds the row, or counts it among missed ones.
   */
  private final Set<ExecutionId> outlived = new HashSet<>();

  JobLife(Job created) {
    this.created = created;
    eras.add(new Era(created.snapshot(), true, created.createdAt().toEpochMilli()));
  }

  /** The job as it was created. */
  Job job() {
    return created;
  }

  /**
   * The job was changed.
   *
   * @param wasActive whether it was active before
   * @param rows what the store has of it after the change
   */
  void changed(ChangeResult.Changed change, boolean wasActive, List<Execution> rows) {
    JobSnapshot job = change.job().snapshot();
    boolean fires = change.job().isActive() && !(wasActive && hasFired(job.definition(), rows));
    begin(new Era(job, fires, change.cutMs()), rows);
  }

  /** Whether the one fire that the job had is also that of its new version. */
  private boolean hasFired(JobDefinition next, List<Execution> rows) {
    Era era = eras.getLast();
    long firedMs = era.firstMs();
    return !next.isRecurring()
        && next.isSameTimeAs(era.job.definition())
        && (firedMs == Schedule.NEVER
            || rows.stream()
                .filter(row -> row.cause() == Cause.SCHEDULE && row.skipped() == null)
                .anyMatch(row -> row.scheduledAt().toEpochMilli() == firedMs));
  }

  /** As {@link #changed}. */
  void deleted(long cutMs, List<Execution> rows) {
    begin(new Era(eras.getLast().job, false, cutMs), rows);
  }

  private void begin(Era era, List<Execution> rows) {
    eras.add(era);
    rows.stream()
        .filter(row -> row.scheduledAt().toEpochMilli() >= era.cutMs)
        .forEach(row -> outlived.add(row.id()));
  }

  /**
   * Checks that every occurrence which was due up to an instant, to which the job was planned, is
   * accounted for once.
   */
  void check(List<Execution> rows, long untilMs) {
    NavigableSet<Long> owed = owedUntil(untilMs);
    Map<Long, Integer> accounts = new HashMap<>();
    Set<Long> spared = new HashSet<>();
    for (Execution row : rows) {
      long atMs = row.scheduledAt().toEpochMilli();
      if (row.cause() != Cause.SCHEDULE || row.skipped() != null || atMs > untilMs) {
        continue;
      }
      accounts.merge(atMs, 1, Integer::sum);
      if (outlived.contains(row.id())) {
        spared.add(atMs);
      } else {
        assertThat(owed).as("owes what %s stands for: %s", row, eras).contains(atMs);
      }
    }
    for (Execution row : rows) {
      Execution.Skipped run = row.skipped();
      if (run != null) {
        Set<Long> covered =
            owed.subSet(run.from().toEpochMilli(), true, run.to().toEpochMilli(), true);
        assertThat(run.count()).as("counted right: %s of %s", row, eras).isEqualTo(covered.size());
        covered.stream()
            .filter(atMs -> !spared.contains(atMs))
            .forEach(atMs -> accounts.merge(atMs, 1, Integer::sum));
      }
    }
    for (long atMs : owed) {
      assertThat(accounts.getOrDefault(atMs, 0))
          .as("occurrence %d is accounted for once: %s", atMs, eras)
          .isEqualTo(1);
    }
  }

  private NavigableSet<Long> owedUntil(long untilMs) {
    NavigableSet<Long> owed = new TreeSet<>();
    for (int i = 0; i < eras.size(); i++) {
      Era era = eras.get(i);
      boolean isLast = i + 1 == eras.size();
      long endMs = isLast ? untilMs + 1 : eras.get(i + 1).cutMs;
      boolean isRecurring = era.job.definition().isRecurring();
      long nextMs = era.firstMs();
      while (nextMs < endMs) {
        owed.add(nextMs);
        nextMs = isRecurring ? era.job.firstOccurrenceFrom(nextMs + 1) : Schedule.NEVER;
      }
    }
    return owed;
  }
}
