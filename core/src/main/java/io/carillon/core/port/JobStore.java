package io.carillon.core.port;

import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Jobs and their versions. Nothing is answered before its commit. */
public interface JobStore {
  /** Adds one job. */
  CompletionStage<CreateResult> create(NewJob job, @Nullable Idempotency idempotency);

  /** Adds many jobs, each for itself: one that cannot be added does not hinder the others. */
  CompletionStage<List<CreateResult>> createAll(List<NewJob> jobs);

  /**
   * Replaces the definition and the active state under the next version, removes unsent scheduled
   * executions due at or after the cut, cancels waiting ones when the job becomes inactive, and
   * plans anew from the cut.
   *
   * @param expectedVersion the version that the change was made from
   */
  CompletionStage<ChangeResult> change(
      JobId id, int expectedVersion, JobDefinition definition, boolean isActive);

  /**
   * Deletes the job, frees its name and cancels its waiting executions; its history stays.
   *
   * @param expectedVersion or null for any
   */
  CompletionStage<ChangeResult> delete(JobId id, @Nullable Integer expectedVersion);

  CompletionStage<Optional<Job>> find(JobId id);

  /** Newest first. */
  CompletionStage<Page<Job>> list(JobQuery query);

  /** The versions of a job, newest first; empty for an unknown job. */
  CompletionStage<Page<JobVersion>> versions(JobId id, int limit, @Nullable String cursor);

  /** Empty for an unknown job. */
  CompletionStage<Optional<JobStats>> stats(JobId id);

  /** How many jobs there are. */
  CompletionStage<JobCounts> counts();

  /**
   * Which jobs to list; null means any.
   *
   * @param text part of the name, the description or the URL, in any case
   * @param limit 1 to 500
   */
  record JobQuery(
      @Nullable Boolean isActive,
      @Nullable String tag,
      @Nullable String name,
      @Nullable String text,
      int limit,
      @Nullable String cursor) {}

  /** One immutable version of a job. */
  record JobVersion(int version, JobDefinition definition, boolean isActive, Instant createdAt) {}

  record JobCounts(long total, long active) {}
}
