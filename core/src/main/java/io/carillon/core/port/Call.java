package io.carillon.core.port;

import io.carillon.core.JobSnapshot;

/**
 * One HTTP call to be made for an execution.
 *
 * @param attempt from 1
 * @param latestStartMs the request is not sent later, epoch milliseconds
 */
public record Call(
    long executionKey, JobSnapshot job, long scheduledAtMs, int attempt, long latestStartMs) {

  /** A call that may start whenever there is a connection. */
  public Call(long executionKey, JobSnapshot job, long scheduledAtMs, int attempt) {
    this(executionKey, job, scheduledAtMs, attempt, Long.MAX_VALUE);
  }
}
