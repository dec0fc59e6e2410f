package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.Cause;
import io.carillon.core.Job;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One job in the memory store. Mutable. */
final class MemoryJob {
  /**
   * What the job was from a cut on.
   *
   * @param isActive false after a pause or delete
   * @param fires also false when the job's one fire was made before
   */
  record Era(JobSnapshot snapshot, boolean isActive, boolean fires, long cutMs) {
    long firstMs() {
      return fires ? snapshot.firstOccurrenceFrom(cutMs) : Schedule.NEVER;
    }
  }

  /** Occurrences of a version that were recorded as SKIPPED together, and when. */
  record Skipped(Planning.SkippedRun run, int jobVersion, long atMs) {}

  final Instant createdAt;
  final List<Era> eras = new ArrayList<>();
  final List<Skipped> skipped = new ArrayList<>();
  final List<MemoryRow> rows = new ArrayList<>();
  final Set<MemoryRow> openRows = new LinkedHashSet<>();
  JobSnapshot snapshot;
  boolean isActive;
  boolean isDeleted;
  long nextFireAtMs = Schedule.NEVER;
  private long postponedFromMs = Schedule.NEVER;
  Instant updatedAt;

  /** The alert of the last failure, or null when the last execution succeeded. */
  @Nullable Alert failure;

  MemoryJob(JobSnapshot snapshot, Instant createdAt) {
    this.snapshot = snapshot;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  /** One of the job's versions. */
  JobSnapshot version(int version) {
    return eras.stream()
        .map(Era::snapshot)
        .filter(snapshot -> snapshot.version() == version)
        .findFirst()
        .orElseThrow();
  }

  /** The first occurrence that is not planned yet. */
  long owedFromMs() {
    return postponedFromMs == Schedule.NEVER ? nextFireAtMs : postponedFromMs;
  }

  void moveOn(long nextMs) {
    nextFireAtMs = nextMs;
    postponedFromMs = Schedule.NEVER;
  }

  /** Puts planning off and keeps what is owed. */
  void postpone(long untilMs) {
    postponedFromMs = owedFromMs();
    nextFireAtMs = untilMs;
  }

  /** Whether it fires at another time than was thought. */
  boolean recompute(long nowMs) {
    if (nextFireAtMs == Schedule.NEVER
        || nextFireAtMs <= nowMs
        || postponedFromMs != Schedule.NEVER) {
      return false;
    }
    long beforeMs = nextFireAtMs;
    nextFireAtMs = snapshot.firstOccurrenceFrom(nowMs);
    return nextFireAtMs != beforeMs;
  }

  /** Records occurrences of the current version as SKIPPED. */
  void skip(Planning.SkippedRun run, long nowMs) {
    skipped.add(new Skipped(run, snapshot.version(), nowMs));
  }

  List<Planning.SkippedRun> skippedRuns() {
    return skipped.stream().map(Skipped::run).toList();
  }

  Job view(long nowMs) {
    long nextMs =
        openRows.stream()
            .filter(row -> row.cause == Cause.SCHEDULE && row.scheduledAtMs > nowMs)
            .mapToLong(row -> row.scheduledAtMs)
            .min()
            .orElse(nextFireAtMs);
    return new Job(
        snapshot,
        isActive,
        createdAt,
        updatedAt,
        nextMs == Schedule.NEVER ? null : Instant.ofEpochMilli(nextMs));
  }
}
