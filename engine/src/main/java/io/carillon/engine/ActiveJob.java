package io.carillon.engine;

import io.carillon.core.JobSnapshot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job that has executions in memory: its current version and those executions. Confined to the
 * engine's thread.
 */
final class ActiveJob {
  /** The version that the next attempt calls. */
  JobSnapshot snapshot;

  /** Changes under way; while there is one, nothing of the job is sent. */
  int holds;

  /** Due executions that wait for the end of a change. */
  final TicketQueue parked = new TicketQueue();

  /** The one execution that waits for its turn under QUEUE_ONE, or null. */
  @Nullable Ticket queuedOne;

  private @Nullable Ticket first;

  ActiveJob(JobSnapshot snapshot) {
    this.snapshot = snapshot;
  }

  void add(Ticket ticket) {
    ticket.jobNext = first;
    if (first != null) {
      first.jobPrevious = ticket;
    }
    first = ticket;
  }

  void remove(Ticket ticket) {
    Ticket previous = ticket.jobPrevious;
    Ticket next = ticket.jobNext;
    if (previous == null) {
      first = next;
    } else {
      previous.jobNext = next;
    }
    if (next != null) {
      next.jobPrevious = previous;
    }
    ticket.jobNext = null;
    ticket.jobPrevious = null;
    if (queuedOne == ticket) {
      queuedOne = null;
    }
  }

  boolean isIdle() {
    return first == null && holds == 0;
  }

  @Nullable Ticket find(long executionKey) {
    for (Ticket ticket = first; ticket != null; ticket = ticket.jobNext) {
      if (ticket.executionKey == executionKey) {
        return ticket;
      }
    }
    return null;
  }

  /** Visits every execution; the visitor may remove the one that it is given. */
  void forEach(Consumer<Ticket> visitor) {
    for (Ticket ticket = first; ticket != null; ) {
      Ticket next = ticket.jobNext;
      visitor.accept(ticket);
      ticket = next;
    }
  }
}
