package io.carillon.core.port;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import java.util.List;

/**
 * What one planning transaction made durable.
 *
 * @param planned new executions, rows written, in the hands of this node
 * @param claimed executions that waited in the store for their time, now in the hands of this node
 * @param jobs how many jobs were claimed
 * @param skipped occurrences that were recorded as SKIPPED
 * @param more whether a limit was reached, so that another call is worth making at once
 */
public record PlanBatch(
    List<OpenExecution> planned,
    List<OpenExecution> claimed,
    int jobs,
    List<Skipped> skipped,
    boolean more) {
  /** Nothing. */
  public static final PlanBatch EMPTY = new PlanBatch(List.of(), List.of(), 0, List.of(), false);

  /** A job's occurrences that will not fire. */
  public record Skipped(JobSnapshot job, SkippedRun run) {}
}
