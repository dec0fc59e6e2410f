package io.carillon.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of one occurrence, one manual request, or a run of skipped occurrences, as a
 * reader sees it. Immutable.
 *
 * @param scheduledAt the exact instant of the schedule, never the moment of a tick
 * @param startedAt when the request of the first attempt was handed to a connection, or null
 * @param completedAt when the execution became terminal, or null
 * @param httpStatus of the latest answer, or null
 * @param durationMs of the latest attempt, or null
 * @param driftMs startedAt minus scheduledAt, or null
 * @param retryCount attempts after the first
 * @param error why the latest attempt failed, or why it was skipped or cancelled, or null
 * @param nextAttemptAt when RETRYING tries again, or null
 * @param skipped the occurrences that a summarising SKIPPED row stands for, or null
 * @param attempts filled only when one execution is read
 */
public record Execution(
    ExecutionId id,
    JobId jobId,
    int jobVersion,
    Instant scheduledAt,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    ExecutionState state,
    @Nullable Integer httpStatus,
    @Nullable Long durationMs,
    @Nullable Long driftMs,
    int retryCount,
    @Nullable String error,
    Cause cause,
    @Nullable String node,
    @Nullable Instant nextAttemptAt,
    @Nullable Skipped skipped,
    List<Attempt> attempts) {

  /** More than an outcome takes from its call's end to its record, less than a restart. */
  private static final Duration SENT_AGAIN_AFTER = Duration.ofSeconds(1);

  /** With the first attempt, of one that succeeded at it: stores keep no record of it apart. */
  public Execution withOnlyAttempt() {
    Instant beganAt = startedAt;
    if (startedAt != null && completedAt != null && durationMs != null) {
      // It may have been sent again, as its node had died; startedAt is of the first sending.
      Instant latest = completedAt.minusMillis(durationMs);
      beganAt = latest.isAfter(startedAt.plus(SENT_AGAIN_AFTER)) ? latest : startedAt;
    }
    return new Execution(
        id,
        jobId,
        jobVersion,
        scheduledAt,
        startedAt,
        completedAt,
        state,
        httpStatus,
        durationMs,
        driftMs,
        retryCount,
        error,
        cause,
        node,
        nextAttemptAt,
        skipped,
        List.of(new Attempt(1, beganAt, durationMs, httpStatus, null, null)));
  }

  /** A run of occurrences that did not fire: how many, the first and the last. */
  public record Skipped(long count, Instant from, Instant to) {}

  /**
   * One HTTP call.
   *
   * @param number from 1
   * @param response the first characters of the answer's body, or null
   */
  public record Attempt(
      int number,
      @Nullable Instant startedAt,
      @Nullable Long durationMs,
      @Nullable Integer httpStatus,
      @Nullable String error,
      @Nullable String response) {
    /** How much of an answer is kept. */
    public static final int RESPONSE_BYTES_MAX = 1_024;
  }
}
