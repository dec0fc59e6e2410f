package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Namespace;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.Notice;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The jobs of the memory store, and what edits, pauses and deletes do to their executions. */
final class MemoryJobs {
  private static final long EXPIRED_SLACK_MS = 5_000;

  private final Clock clock;
  private final MemoryRows rows;
  private final MemoryNodes nodes;
  private final Map<JobId, MemoryJob> jobs = new LinkedHashMap<>();
  private final Map<String, Integer> destinations = new HashMap<>();

  MemoryJobs(Clock clock, MemoryRows rows, MemoryNodes nodes) {
    this.clock = clock;
    this.rows = rows;
    this.nodes = nodes;
  }

  MemoryJob create(JobId id, JobDefinition definition, boolean isActive) {
    Instant now = Instant.ofEpochMilli(clock.wallMs());
    MemoryJob job = new MemoryJob(snapshot(jobs.size() + 1, id, 1, definition, now), now);
    jobs.put(id, job);
    begin(job, isActive, true, now.toEpochMilli());
    return job;
  }

  /**
   * @param nodeKey of the node that makes the change
   */
  ChangeResult change(
      int nodeKey, JobId id, int expectedVersion, JobDefinition definition, boolean isActive) {
    MemoryJob job = find(id);
    if (job == null) {
      return new ChangeResult.Unknown();
    }
    if (job.snapshot.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(job.snapshot.version());
    }
    MemoryJob namesake = named(definition.name());
    if (namesake != null && namesake != job) {
      return new ChangeResult.NameTaken(namesake.snapshot.id());
    }
    long cutMs = cutOf(job, nodeKey);
    settleDebt(job, cutMs, isActive ? JobChange.EDITED : JobChange.PAUSED);
    JobDefinition before = job.snapshot.definition();
    boolean isEnding = job.isActive && job.nextFireAtMs == Schedule.NEVER;
    job.snapshot =
        snapshot(job.snapshot.jobKey(), id, expectedVersion + 1, definition, job.createdAt);
    int removed =
        cut(job, nodeKey, before.startDeadlineMs(), cutMs, isActive ? null : JobChange.PAUSED);
    boolean hasFired =
        isEnding && removed == 0 && !definition.isRecurring() && definition.isSameTimeAs(before);
    begin(job, isActive, !hasFired, cutMs);
    JobSnapshot current = job.snapshot;
    nodes.tell(
        nodeKey, new Notice.Changed(id, current.version(), job.isActive, cutMs, () -> current));
    return new ChangeResult.Changed(job.view(cutMs), cutMs);
  }

  /**
   * @param nodeKey of the node that makes the change
   */
  ChangeResult delete(int nodeKey, JobId id, @Nullable Integer expectedVersion) {
    MemoryJob job = find(id);
    if (job == null) {
      return new ChangeResult.Unknown();
    }
    if (expectedVersion != null && job.snapshot.version() != expectedVersion) {
      return new ChangeResult.VersionMismatch(job.snapshot.version());
    }
    long cutMs = cutOf(job, nodeKey);
    settleDebt(job, cutMs, JobChange.DELETED);
    job.isDeleted = true;
    long deadlineMs = job.snapshot.definition().startDeadlineMs();
    var _ = cut(job, nodeKey, deadlineMs, cutMs, JobChange.DELETED);
    begin(job, false, false, cutMs);
    nodes.tell(nodeKey, new Notice.Deleted(id, cutMs));
    return new ChangeResult.Deleted(job.snapshot);
  }

  /** After what other nodes may send in the next second, as they do not know yet. */
  private long cutOf(MemoryJob job, int nodeKey) {
    long nowMs = clock.wallMs();
    return job.openRows.stream()
        .filter(row -> isOthers(row, nodeKey))
        .filter(row -> row.state == ExecutionState.PENDING && row.cause == Cause.SCHEDULE)
        .filter(row -> row.scheduledAtMs >= nowMs && row.scheduledAtMs < nowMs + 1_000)
        .mapToLong(row -> row.scheduledAtMs + 1)
        .max()
        .orElse(nowMs);
  }

  private boolean isOthers(MemoryRow row, int nodeKey) {
    return nodes.isShared() && row.holder > 0 && row.holder != nodeKey;
  }

  /** What was due before the cut and is not planned yet will never be: it is recorded. */
  private void settleDebt(MemoryJob job, long cutMs, JobChange change) {
    long firstMs = job.owedFromMs();
    if (firstMs < cutMs) {
      job.skip(SkippedRun.of(job.snapshot, firstMs, cutMs, change.misfire()), cutMs);
    }
  }

  @Nullable MemoryJob named(@Nullable String name) {
    return jobs.values().stream()
        .filter(job -> name != null && !job.isDeleted)
        .filter(job -> Objects.equals(name, job.snapshot.definition().name()))
        .findFirst()
        .orElse(null);
  }

  /** The job, or null when there is none or it was deleted. */
  @Nullable MemoryJob find(JobId id) {
    MemoryJob job = jobs.get(id);
    return job == null || job.isDeleted ? null : job;
  }

  /** See {@link io.carillon.core.port.Ledger#recomputeDue}. */
  long recomputeDue() {
    long nowMs = clock.wallMs();
    return jobs.values().stream().filter(job -> job.recompute(nowMs)).count();
  }

  /** All jobs that ever were. */
  Collection<MemoryJob> all() {
    return jobs.values();
  }

  private void begin(MemoryJob job, boolean isActive, boolean fires, long cutMs) {
    job.isActive = isActive;
    job.updatedAt = Instant.ofEpochMilli(cutMs);
    MemoryJob.Era era = new MemoryJob.Era(job.snapshot, isActive, isActive && fires, cutMs);
    job.moveOn(era.firstMs());
    job.eras.add(era);
    if (isActive) {
      rows.endOneShot(job);
    }
  }

  /**
   * Removes unsent plans from the cut on and, when the job stops, cancels what else waits, unless
   * another node has it, which hears of the change. Running ones are left alone, and so are, as a
   * store may, those that their node should have ended long ago. Returns how many plans there were.
   */
  private int cut(
      MemoryJob job, int nodeKey, long deadlineMs, long cutMs, @Nullable JobChange stopped) {
    int removed = 0;
    for (MemoryRow row : List.copyOf(job.openRows)) {
      boolean isPending = row.state == ExecutionState.PENDING;
      boolean isExpired = row.scheduledAtMs < cutMs - deadlineMs - EXPIRED_SLACK_MS;
      if (isPending && row.cause == Cause.SCHEDULE && row.scheduledAtMs >= cutMs) {
        rows.delete(row);
        removed++;
      } else if (stopped != null
          && !isOthers(row, nodeKey)
          && ((isPending && !isExpired) || row.state == ExecutionState.RETRYING)) {
        rows.end(row, ExecutionState.CANCELLED, clock.wallMs(), stopped.cancelled());
      }
    }
    return removed;
  }

  private JobSnapshot snapshot(
      long jobKey, JobId id, int version, JobDefinition definition, Instant createdAt) {
    int destination =
        destinations.computeIfAbsent(
            definition.target().destination().toString(), _ -> destinations.size() + 1);
    return new JobSnapshot(
        jobKey,
        id,
        Namespace.DEFAULT_KEY,
        version,
        definition,
        definition.rule(id, createdAt),
        destination);
  }
}
