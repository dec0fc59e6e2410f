package io.carillon.core.port;

import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import java.util.function.Supplier;

/** What another node did that concerns the executions in this one's hands. */
public sealed interface Notice {
  JobId job();

  /**
   * The job has a further version.
   *
   * @param isActive false: what waits is cancelled
   * @param cutMs unsent scheduled executions of earlier versions, due at or after this instant,
   *     were removed; epoch milliseconds
   * @param snapshot reads the version; throws when it cannot be understood
   */
  record Changed(
      JobId job, int version, boolean isActive, long cutMs, Supplier<JobSnapshot> snapshot)
      implements Notice {}

  /** The job is gone; as with {@link Changed} to inactive. */
  record Deleted(JobId job, long cutMs) implements Notice {}

  /** Somebody asks for an execution to be cancelled. */
  record CancelAsked(JobId job, long executionKey) implements Notice {}
}
