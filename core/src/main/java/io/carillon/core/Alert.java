package io.carillon.core;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job failed, or works again. Stored in the transaction that made it true. Immutable.
 *
 * @param id rises with every alert
 * @param namespaceKey the store's internal key of the job's namespace
 * @param executionId the execution that failed or succeeded
 * @param error the last failure; of a RECOVERY the failure it ends
 * @param attempts how many calls the execution made
 * @param scheduledAt the execution's instant
 * @param webhook where the job wants its alerts, or null for the global one
 */
public record Alert(
    long id,
    Kind kind,
    int namespaceKey,
    JobId jobId,
    @Nullable String jobName,
    ExecutionId executionId,
    @Nullable String error,
    int attempts,
    Instant scheduledAt,
    Instant createdAt,
    @Nullable Instant acknowledgedAt,
    @Nullable URI webhook) {

  /** What an alert says. */
  public enum Kind {
    FAILURE,
    RECOVERY
  }
}
