package io.carillon.core;

import io.carillon.schedule.Schedule;
import java.time.Instant;

/**
 * One version of a job, as the engine works with it. Immutable.
 *
 * @param jobKey the store's internal key, or 0 of a job that no store has
 * @param namespaceKey the store's internal key of its namespace, or 0 of a job that no store has
 * @param version rises by one with every edit, pause and resume; from 1
 * @param rule the definition's schedule, compiled
 * @param destinationKey the store's internal key of the target's destination, which each namespace
 *     has for itself, 1 or more, or 0 of a job that no store has
 */
public record JobSnapshot(
    long jobKey,
    JobId id,
    int namespaceKey,
    int version,
    JobDefinition definition,
    Schedule rule,
    int destinationKey) {

  /** Version 1 of a job that no store has, without keys. */
  public static JobSnapshot unsaved(JobId id, JobDefinition definition, Instant createdAt) {
    return new JobSnapshot(0, id, 0, 1, definition, definition.rule(id, createdAt), 0);
  }

  /**
   * The job's first occurrence at or after the instant and within its start and end.
   *
   * @param epochMs wall time in epoch milliseconds
   * @return epoch milliseconds, or {@link Schedule#NEVER}
   */
  public long firstOccurrenceFrom(long epochMs) {
    long next = rule.nextAfter(fromStart(epochMs) - 1);
    Instant endAt = definition.endAt();
    return endAt != null && next > endAt.toEpochMilli() ? Schedule.NEVER : next;
  }

  /**
   * The job's last occurrence before the instant and within its start and end.
   *
   * @param epochMs wall time in epoch milliseconds
   * @return epoch milliseconds, or {@link Schedule#NONE_BEFORE}
   */
  public long lastOccurrenceBefore(long epochMs) {
    long last = rule.previousBefore(beforeEnd(epochMs));
    Instant startAt = definition.startAt();
    return startAt != null && last < startAt.toEpochMilli() ? Schedule.NONE_BEFORE : last;
  }

  /**
   * How many occurrences lie in [from, to) and within the job's start and end. Exact, and does not
   * visit them.
   *
   * @param fromMs wall time in epoch milliseconds
   * @param toMs wall time in epoch milliseconds
   */
  public long countOccurrences(long fromMs, long toMs) {
    return rule.count(fromStart(fromMs), beforeEnd(toMs));
  }

  private long fromStart(long epochMs) {
    Instant startAt = definition.startAt();
    return startAt == null ? epochMs : Math.max(epochMs, startAt.toEpochMilli());
  }

  private long beforeEnd(long epochMs) {
    Instant endAt = definition.endAt();
    return endAt == null ? epochMs : Math.min(epochMs, endAt.toEpochMilli() + 1);
  }

  /** Whether a durable start must come before each call; see docs/concepts/delivery.md. */
  public boolean needsDurableStart() {
    return definition.type() == DeliveryType.ATMOST_ONCE
        || definition.overlap() != OverlapPolicy.ALLOW;
  }
}
