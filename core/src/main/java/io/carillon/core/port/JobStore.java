package io.carillon.core.port;

import io.carillon.core.Caller;
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
  /**
   * The jobs of this caller's namespace, and no others; what is changed of them is noted as his, in
   * the same transaction. Without this, they are the system's.
   */
  JobStore by(Caller caller);

  /** Adds one job. */
  CompletionStage<CreateResult> create(NewJob job, @Nullable Idempotency idempotency);

  /**
   * What a create under an idempotency key would be answered by what was kept of an earlier one:
   * {@link CreateResult.Repeated} or {@link CreateResult.KeyReused}; empty when nothing was.
   */
  CompletionStage<Optional<CreateResult>> answered(String route, String key, String requestHash);

  /** Adds many jobs, each for itself: one that cannot be added does not hinder the others. */
  CompletionStage<List<CreateResult>> createAll(List<NewJob> jobs);

  /**
   * Replaces the definition and the active state under the next version, removes unsent scheduled
   * executions due at or after the cut, cancels waiting ones when the job becomes inactive, and
   * plans anew from the cut. Occurrences before the cut that nobody had planned are recorded as one
   * {@link Planning.SkippedRun}. Executions under way are left alone, and so may be PENDING ones
   * that passed their start deadline more than ten minutes ago: the node that has them ends them.
   *
   * <p>When the answer is lost although the change was committed, the node goes on with the version
   * that it knows until it plans or claims something of the job: it may send what it has in memory
   * of executions that the change removed or cancelled, and their outcomes find no row. So a store
   * has to find out what became of the commit before it fails the stage, as with a claim of the
   * {@link Ledger}.
   *
   * @param expectedVersion the version that the change was made from
   */
  CompletionStage<ChangeResult> change(
      JobId id, int expectedVersion, JobDefinition definition, boolean isActive);

  /**
   * Deletes the job, frees its name and cancels its waiting executions; its history stays. What is
   * under way, expired or not planned is treated as by {@link #change}.
   *
   * @param expectedVersion or null for any
   */
  CompletionStage<ChangeResult> delete(JobId id, @Nullable Integer expectedVersion);

  CompletionStage<Optional<Job>> find(JobId id);

  /** Newest first, without those whose definition this node cannot read. */
  CompletionStage<Page<Job>> list(JobQuery query);

  /** The versions of a job, newest first; empty for an unknown job. */
  CompletionStage<Page<JobVersion>> versions(JobId id, int limit, @Nullable String cursor);

  /** Empty for an unknown job. */
  CompletionStage<Optional<JobStats>> stats(JobId id);

  /** How many jobs there are, in all namespaces. */
  CompletionStage<JobCounts> counts();

  /**
   * Which jobs to list; null means any.
   *
   * @param isFailing whether the last of its executions that succeeded or failed has failed
   * @param text part of the name, the description or the URL, in any case
   * @param limit 1 to 500
   */
  record JobQuery(
      @Nullable Boolean isActive,
      @Nullable Boolean isFailing,
      @Nullable String tag,
      @Nullable String name,
      @Nullable String text,
      int limit,
      @Nullable String cursor) {}

  /** One immutable version of a job. */
  record JobVersion(int version, JobDefinition definition, boolean isActive, Instant createdAt) {}

  record JobCounts(long total, long active) {}
}
