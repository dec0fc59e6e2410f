package io.carillon.core.port;

import io.carillon.core.Caller;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Invalid;
import io.carillon.core.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads executions. */
public interface History {
  /** The executions of jobs in this caller's namespace, and no others. */
  History by(Caller caller);

  /** Newest first by scheduled instant. Without attempts. */
  CompletionStage<Page<Execution>> list(ExecutionQuery query);

  /** One execution with its attempts. */
  CompletionStage<Optional<Execution>> find(ExecutionId id);

  /** How many executions there are, and how many ended how, in all namespaces. */
  CompletionStage<Counts> counts();

  /**
   * How many executions wait for a further attempt or make it, in all namespaces, counted up to the
   * maximum.
   */
  CompletionStage<Integer> countRetrying(int max);

  /**
   * How many executions wait in the store for a slot of any node, in all namespaces, counted up to
   * the maximum.
   */
  CompletionStage<Integer> countSpilled(int max);

  /** Whether the job exists or left executions behind. */
  CompletionStage<Boolean> knows(JobId job);

  /**
   * Numbers of executions.
   *
   * @param stored those that were not pruned
   * @param succeeded those that ever ended as SUCCESS
   * @param failed those that ever ended as FAILED
   */
  record Counts(long stored, long succeeded, long failed) {}

  /**
   * Which executions to list.
   *
   * @param job null for all jobs
   * @param states empty for any; executions scheduled after {@code now} are left out unless PENDING
   *     is named
   * @param httpStatuses what the last attempt was answered with, or null for anything or nothing
   * @param from earliest scheduled instant, or null
   * @param to the scheduled instant to stop before, or null
   * @param limit 1 to 500
   */
  record ExecutionQuery(
      @Nullable JobId job,
      Set<ExecutionState> states,
      @Nullable HttpStatuses httpStatuses,
      @Nullable Instant from,
      @Nullable Instant to,
      Instant now,
      int limit,
      @Nullable String cursor) {}

  /**
   * A range of HTTP statuses.
   *
   * @param first the lowest, 100 to 599
   * @param last the highest, 100 to 599
   */
  record HttpStatuses(int first, int last) {
    public HttpStatuses {
      Invalid.unless(
          100 <= first && first <= last && last <= 599, "httpStatus", "must be within 100 to 599");
    }
  }
}
