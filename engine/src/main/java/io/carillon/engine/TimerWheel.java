package io.carillon.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel with buckets of one millisecond (Varghese and Lauck, 1987, scheme 6).
 * Adding, removing and firing cost the same however many tickets wait; a ticket due beyond one turn
 * of the wheel stays in its bucket for the turns that it needs. Confined to the engine's thread.
 */
final class TimerWheel {
  private static final int BUCKETS = 1 << 13;
  private static final int MASK = BUCKETS - 1;

  private final @Nullable TicketQueue[] buckets = new TicketQueue[BUCKETS];
  private final long[] occupied = new long[BUCKETS / Long.SIZE];
  private long nextMs;
  private int size;

  /**
   * @param nowMs where the wheel starts; epoch milliseconds
   */
  TimerWheel(long nowMs) {
    this.nextMs = nowMs;
  }

  /** Adds a ticket by its dueAtMs; one that is due already fires with the next millisecond. */
  void add(Ticket ticket) {
    int index = (int) Math.max(ticket.dueAtMs, nextMs) & MASK;
    TicketQueue bucket = buckets[index];
    if (bucket == null) {
      bucket = new TicketQueue();
      buckets[index] = bucket;
    }
    bucket.add(ticket);
    occupied[index >>> 6] |= 1L << index;
    ticket.place = Ticket.Place.TIMER;
    size++;
  }

  void remove(Ticket ticket) {
    ticket.unqueue();
    size--;
  }

  /** Hands out every ticket due at or before the given time and returns how many. */
  int advance(long nowMs, Consumer<Ticket> due) {
    int fired = 0;
    long turnEnd = Math.min(nowMs, nextMs + MASK);
    for (long ms = nextMs; ms <= turnEnd; ms++) {
      nextMs = ms + 1; // What is added meanwhile must not fall into a bucket that has had its turn.
      fired += fire((int) ms & MASK, nowMs, due);
    }
    nextMs = Math.max(nextMs, nowMs + 1);
    return fired;
  }

  private int fire(int index, long nowMs, Consumer<Ticket> due) {
    long bit = 1L << index;
    TicketQueue bucket = buckets[index];
    if ((occupied[index >>> 6] & bit) == 0 || bucket == null) {
      return 0;
    }
    int fired = 0;
    for (int left = bucket.size(); left > 0; left--) {
      Ticket ticket = bucket.poll();
      if (ticket == null) {
        break;
      }
      if (ticket.dueAtMs <= nowMs) {
        size--;
        fired++;
        due.accept(ticket);
      } else {
        bucket.add(ticket);
      }
    }
    if (bucket.isEmpty()) {
      occupied[index >>> 6] &= ~bit;
    }
    return fired;
  }

  /**
   * Starts again at an earlier time, with all tickets in their places for it. What was set by the
   * time before is due when the store says.
   */
  void rebase(long nowMs) {
    List<Ticket> all = new ArrayList<>(size);
    for (TicketQueue bucket : buckets) {
      Ticket ticket = bucket == null ? null : bucket.poll();
      while (ticket != null) {
        all.add(ticket);
        ticket = bucket == null ? null : bucket.poll();
      }
    }
    Arrays.fill(occupied, 0);
    size = 0;
    nextMs = nowMs;
    for (Ticket ticket : all) {
      ticket.dueAtMs = ticket.heldDueAtMs;
      add(ticket);
    }
  }

  /** Visits every ticket due in that millisecond; the visitor must not add or remove any. */
  void forEachDue(long ms, Consumer<Ticket> visitor) {
    TicketQueue bucket = buckets[(int) ms & MASK];
    if (bucket != null) {
      bucket.forEach(
          bucket.size(),
          ticket -> {
            if (ticket.dueAtMs == ms) {
              visitor.accept(ticket);
            }
          });
    }
  }

  /**
   * The first time at which {@link #advance} may find something, at most {@code limitMs}; epoch
   * milliseconds.
   */
  long nextDueMs(long limitMs) {
    return nextDueMs(nextMs, limitMs);
  }

  /**
   * The first time from {@code fromMs} on at which something may be due, at most {@code limitMs};
   * epoch milliseconds. What was due when it was added is due with the next millisecond.
   */
  long nextDueMs(long fromMs, long limitMs) {
    if (size == 0) {
      return limitMs;
    }
    long end = Math.min(limitMs, fromMs + BUCKETS);
    for (long ms = fromMs; ms < end; ) {
      int index = (int) ms & MASK;
      long word = occupied[index >>> 6] >>> index;
      if (word != 0) {
        return Math.min(limitMs, ms + Long.numberOfTrailingZeros(word));
      }
      ms += Long.SIZE - (index & (Long.SIZE - 1));
    }
    return limitMs;
  }

  int size() {
    return size;
  }
}
