package io.carillon.engine;

import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.OpenExecution;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All executions in memory, by job. Confined to the engine's thread. */
final class ActiveJobs {
  private final Map<JobId, ActiveJob> jobs = new HashMap<>();
  private int held;

  /** Takes an execution in. A newer version of its job replaces the one that is known. */
  Ticket admit(OpenExecution execution) {
    ActiveJob job = get(execution.job());
    Ticket ticket = new Ticket(execution, job);
    job.add(ticket);
    held++;
    return ticket;
  }

  /** The job, known from now on until {@link #forgetIfIdle}. */
  ActiveJob get(JobSnapshot snapshot) {
    ActiveJob job = jobs.computeIfAbsent(snapshot.id(), id -> new ActiveJob(snapshot));
    if (snapshot.version() > job.snapshot.version()) {
      job.snapshot = snapshot;
    }
    return job;
  }

  @Nullable ActiveJob find(JobId id) {
    return jobs.get(id);
  }

  /** Whether the execution is in memory. */
  boolean holds(OpenExecution execution) {
    ActiveJob job = jobs.get(execution.job().id());
    return job != null && job.find(execution.executionKey()) != null;
  }

  /** Lets an execution go: it has ended, or waits in the store. */
  void release(Ticket ticket) {
    if (ticket.place == Ticket.Place.GONE) {
      throw new IllegalStateException("execution " + ticket.executionKey + " is gone already");
    }
    ticket.place = Ticket.Place.GONE;
    ticket.job.remove(ticket);
    held--;
    forgetIfIdle(ticket.job);
    Cancels.left(ticket);
  }

  /** Forgets the job when nothing of it is in memory and nobody changes it. */
  void forgetIfIdle(ActiveJob job) {
    if (job.isIdle()) {
      jobs.remove(job.snapshot.id());
    }
  }

  /** Visits every execution; the visitor must not add or let go of any. */
  void forEach(Consumer<Ticket> visitor) {
    jobs.values().forEach(job -> job.forEach(visitor));
  }

  /** Executions in memory, wherever they stand. */
  int held() {
    return held;
  }

  /** Jobs that have executions in memory or are being changed. */
  int size() {
    return jobs.size();
  }
}
