package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs of the memory store, and what edits, pauses and deletes do to their executions. */
final class MemoryJobs {
  private final Clock clock;
  private final MemoryRows rows;
  private final Map<JobId, MemoryJob> jobs = new LinkedHashMap<>();
  private final Map<String, Integer> destinations = new HashMap<>();

  MemoryJobs(Clock clock, MemoryRows rows) {
    this.clock = clock;
    this.rows = rows;
  }

  MemoryJob create(JobId id, JobDefinition definition) {
    Instant now = Instant.ofEpochMilli(clock.wallMs());
    MemoryJob job = new MemoryJob(snapshot(jobs.size() + 1, id, 1, definition, now), now);
    jobs.put(id, job);
    begin(job, true, now.toEpochMilli());
    return job;
  }

  ChangeResult change(JobId id, int expectedVersion, JobDefinition definition, boolean isActive) {
    MemoryJob job = find(id);
    if (job == null) {
      return new ChangeResult.Unknown();
    }
    if (job.snapshot.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(job.snapshot.version());
    }
    long cutMs = clock.wallMs();
    job.snapshot =
        snapshot(job.snapshot.jobKey(), id, expectedVersion + 1, definition, job.createdAt);
    cut(job, cutMs, isActive ? null : "cancelled: the job was paused");
    begin(job, isActive, cutMs);
    return new ChangeResult.Changed(job.view(), cutMs);
  }

  ChangeResult delete(JobId id, @Nullable Integer expectedVersion) {
    MemoryJob job = find(id);
    if (job == null) {
      return new ChangeResult.Unknown();
    }
    if (expectedVersion != null && job.snapshot.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(job.snapshot.version());
    }
    long cutMs = clock.wallMs();
    job.isDeleted = true;
    cut(job, cutMs, "cancelled: the job was deleted");
    begin(job, false, cutMs);
    return new ChangeResult.Deleted(job.snapshot);
  }

  /** The job, or null when there is none or it was deleted. */
  @Nullable MemoryJob find(JobId id) {
    MemoryJob job = jobs.get(id);
    return job == null || job.isDeleted ? null : job;
  }

  /** All jobs that ever were. */
  Collection<MemoryJob> all() {
    return jobs.values();
  }

  private void begin(MemoryJob job, boolean isActive, long cutMs) {
    job.isActive = isActive;
    job.nextFireAtMs = isActive ? job.snapshot.firstOccurrenceFrom(cutMs) : Schedule.NEVER;
    job.eras.add(new MemoryJob.Era(job.snapshot, isActive, cutMs));
    if (isActive) {
      rows.endOneShot(job);
    }
  }

  /**
   * Removes unsent plans from the cut on and, when the job stops, cancels what else waits: rows
   * that no call is under way for, whoever holds them, and running ones that nobody holds.
   */
  private void cut(MemoryJob job, long cutMs, @Nullable String stopped) {
    for (MemoryRow row : List.copyOf(job.openRows)) {
      boolean isPending = row.state == ExecutionState.PENDING;
      if (isPending && row.cause == Cause.SCHEDULE && row.scheduledAtMs >= cutMs) {
        rows.delete(row);
      } else if (stopped != null
          && (isPending || row.state == ExecutionState.RETRYING || row.holder <= 0)) {
        rows.end(row, ExecutionState.CANCELLED, cutMs, stopped);
      }
    }
  }

  private JobSnapshot snapshot(
      long jobKey, JobId id, int version, JobDefinition definition, Instant createdAt) {
    int destination =
        destinations.computeIfAbsent(
            definition.target().destination().toString(), _ -> destinations.size() + 1);
    return new JobSnapshot(
        jobKey, id, version, definition, definition.rule(createdAt), destination);
  }
}
