package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.OpenExecution;

/** Tickets for tests of single parts. */
final class Tickets {
  private long keys;

  /** An execution of a job of its own, to a destination. */
  static JobSnapshot job(long jobKey, int destinationKey) {
    return JobDraft.of("@daily").snapshot(jobKey, destinationKey);
  }

  OpenExecution execution(JobSnapshot job, long dueAtMs) {
    return OpenExecution.unsent(++keys, job, dueAtMs, Cause.SCHEDULE);
  }

  /** A ticket that no list of jobs knows. */
  Ticket due(long dueAtMs) {
    JobSnapshot job = job(1, 1);
    return new Ticket(execution(job, dueAtMs), new ActiveJob(job));
  }
}
