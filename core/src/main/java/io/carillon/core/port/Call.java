package io.carillon.core.port;

import io.carillon.core.JobSnapshot;

/**
 * One HTTP call to be made for an execution.
 *
 * @param attempt from 1
 */
public record Call(long executionKey, JobSnapshot job, long scheduledAtMs, int attempt) {}
