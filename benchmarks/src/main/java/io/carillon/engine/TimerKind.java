package io.carillon.engine;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Ways to keep tickets until they are due. */
public enum TimerKind {
  /** The engine's. */
  WHEEL {
    @Override
    Timer begin(long nowMs) {
      TimerWheel wheel = new TimerWheel(nowMs);
      return new Timer() {
        @Override
        public void add(Ticket ticket) {
          wheel.add(ticket);
        }

        @Override
        public void remove(Ticket ticket) {
          wheel.remove(ticket);
        }

        @Override
        public long nextDueMs(long limitMs) {
          return wheel.nextDueMs(limitMs);
        }

        @Override
        public void advance(long toMs, Consumer<Ticket> due) {
          wheel.advance(toMs, due);
        }
      };
    }
  },

  /** The JDK's binary heap, the structure behind most executors and event loops. */
  HEAP {
    @Override
    Timer begin(long nowMs) {
      PriorityQueue<Ticket> heap =
          new PriorityQueue<>(Comparator.comparingLong(ticket -> ticket.dueAtMs));
      return new Timer() {
        @Override
        public void add(Ticket ticket) {
          heap.add(ticket);
        }

        @Override
        public void remove(Ticket ticket) {
          heap.remove(ticket);
        }

        @Override
        public long nextDueMs(long limitMs) {
          Ticket first = heap.peek();
          return first == null ? limitMs : Math.min(limitMs, first.dueAtMs);
        }

        @Override
        public void advance(long toMs, Consumer<Ticket> due) {
          for (Ticket first = heap.peek(); isDue(first, toMs); first = heap.peek()) {
            due.accept(heap.remove());
          }
        }

        private static boolean isDue(@Nullable Ticket ticket, long nowMs) {
          return ticket != null && ticket.dueAtMs <= nowMs;
        }
      };
    }
  };

  /**
   * An empty timer.
   *
   * @param nowMs where it begins; epoch milliseconds
   */
  abstract Timer begin(long nowMs);

  /** What the engine asks of its timer; see {@link TimerWheel}. */
  interface Timer {
    void add(Ticket ticket);

    void remove(Ticket ticket);

    long nextDueMs(long limitMs);

    void advance(long toMs, Consumer<Ticket> due);
  }
}
