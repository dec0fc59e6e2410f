package io.carillon.core.port;

import java.util.List;

/**
 * What one planning transaction made durable.
 *
 * @param planned new executions, rows written, in the hands of this node
 * @param claimed executions that waited in the store for their time, now in the hands of this node
 * @param jobs how many jobs were claimed
 * @param skipped how many occurrences were recorded as SKIPPED
 * @param more whether a limit was reached, so that another call is worth making at once
 */
public record PlanBatch(
    List<OpenExecution> planned,
    List<OpenExecution> claimed,
    int jobs,
    long skipped,
    boolean more) {}
