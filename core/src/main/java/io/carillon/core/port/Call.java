package io.carillon.core.port;

import io.carillon.core.JobSnapshot;
import java.util.function.BooleanSupplier;

/**
 * One HTTP call to be made for an execution.
 *
 * @param attempt from 1
 * @param latestStartMs the request is not sent later, epoch milliseconds
 * @param maySend whether the caller may send yet; asked right before the request is sent, and
 *     before it is sent again, on any thread; must not block
 */
public record Call(
    long executionKey,
    JobSnapshot job,
    long scheduledAtMs,
    int attempt,
    long latestStartMs,
    BooleanSupplier maySend) {

  /** A call that may start whenever there is a connection. */
  public Call(long executionKey, JobSnapshot job, long scheduledAtMs, int attempt) {
    this(executionKey, job, scheduledAtMs, attempt, Long.MAX_VALUE, () -> true);
  }
}
