package io.carillon.engine;

import io.carillon.core.Job;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One job in the memory store. Mutable. */
final class MemoryJob {
  /**
   * What the job was from a cut on.
   *
   * @param isActive false after a pause or delete
   */
  record Era(JobSnapshot snapshot, boolean isActive, long cutMs) {}

  final Instant createdAt;
  final List<Era> eras = new ArrayList<>();
  final List<Planning.SkippedRun> skippedRuns = new ArrayList<>();
  final List<MemoryRow> rows = new ArrayList<>();
  final Set<MemoryRow> openRows = new LinkedHashSet<>();
  JobSnapshot snapshot;
  boolean isActive;
  boolean isDeleted;
  long nextFireAtMs = Schedule.NEVER;

  MemoryJob(JobSnapshot snapshot, Instant createdAt) {
    this.snapshot = snapshot;
    this.createdAt = createdAt;
  }

  /** Whether the row may not be sent any more: its job was paused or deleted after it was made. */
  boolean hasStopped(MemoryRow row) {
    return isDeleted || (!isActive && row.jobVersion < snapshot.version());
  }

  Job view() {
    return new Job(
        snapshot,
        isActive,
        createdAt,
        createdAt,
        nextFireAtMs == Schedule.NEVER ? null : Instant.ofEpochMilli(nextFireAtMs));
  }
}
