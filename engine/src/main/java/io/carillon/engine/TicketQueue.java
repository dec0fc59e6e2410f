package io.carillon.engine;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A first-in first-out queue through links in the tickets themselves: adding, taking and removing
 * from the middle cost the same few writes and allocate nothing. Confined to the engine's thread.
 */
final class TicketQueue {
  private @Nullable Ticket first;
  private @Nullable Ticket last;
  private int size;

  void add(Ticket ticket) {
    if (ticket.queue != null) {
      throw new IllegalStateException("execution " + ticket.executionKey + " is queued already");
    }
    ticket.queue = this;
    ticket.queuePrevious = last;
    if (last == null) {
      first = ticket;
    } else {
      last.queueNext = ticket;
    }
    last = ticket;
    size++;
  }

  @Nullable Ticket poll() {
    Ticket head = first;
    if (head != null) {
      remove(head);
    }
    return head;
  }

  void remove(Ticket ticket) {
    if (ticket.queue != this) {
      throw new IllegalStateException("execution " + ticket.executionKey + " is not in this queue");
    }
    Ticket previous = ticket.queuePrevious;
    Ticket next = ticket.queueNext;
    if (previous == null) {
      first = next;
    } else {
      previous.queueNext = next;
    }
    if (next == null) {
      last = previous;
    } else {
      next.queuePrevious = previous;
    }
    ticket.queue = null;
    ticket.queuePrevious = null;
    ticket.queueNext = null;
    size--;
  }

  /** Visits the first so many; the visitor must not add or remove any. */
  void forEach(int max, Consumer<Ticket> visitor) {
    Ticket next = first;
    for (int i = 0; i < max && next != null; i++) {
      visitor.accept(next);
      next = next.queueNext;
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }
}
