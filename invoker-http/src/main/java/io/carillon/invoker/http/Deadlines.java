package io.carillon.invoker.http;

import java.util.function.Consumer;

/**
 * Deadlines in a hashed wheel: setting and cancelling cost a few pointers, whatever the number.
 * Expires up to two ticks late, never early. Used by one loop.
 */
@SuppressWarnings("ReferenceEquality") // a list ends where it began, at the same object
final class Deadlines {
  static final int TICK_MS = 10;

  private static final long TICK_NANOS = TICK_MS * 1_000_000L;
  private static final int SLOTS = 1_024;

  private final Entry[] slots = new Entry[SLOTS];
  private final Entry due = new Sentinel();
  private final long originNanos;
  private long tick;
  private int size;

  /** Something with at most one deadline at a time. */
  abstract static class Entry {
    private Entry before = this;
    private Entry after = this;
    private long dueTick;

    /** Runs when the deadline has passed; may set deadlines and cancel others. */
    abstract void expired();

    private void unlink() {
      before.after = after;
      after.before = before;
      before = this;
      after = this;
    }

    private void linkBefore(Entry head) {
      before = head.before;
      after = head;
      before.after = this;
      head.before = this;
    }
  }

  private static final class Sentinel extends Entry {
    @Override
    void expired() {
      throw new IllegalStateException("a sentinel has no deadline");
    }
  }

  Deadlines(long nowNanos) {
    originNanos = nowNanos;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Sentinel();
    }
  }

  /** Sets the entry's deadline, in place of the one it had. */
  void set(Entry entry, long nowNanos, long delayMs) {
    cancel(entry);
    long atNanos = nowNanos - originNanos + delayMs * 1_000_000L;
    entry.dueTick = Math.max(tick + 1, Math.ceilDiv(atNanos, TICK_NANOS));
    entry.linkBefore(slots[(int) (entry.dueTick % SLOTS)]);
    size++;
  }

  /** Does nothing when the entry has no deadline. */
  void cancel(Entry entry) {
    if (entry.after != entry) {
      entry.unlink();
      size--;
    }
  }

  /** Expires what is due. */
  void advance(long nowNanos) {
    long now = (nowNanos - originNanos) / TICK_NANOS;
    long turns = Math.min(now - tick, SLOTS);
    for (long i = 1; i <= turns; i++) {
      collect(slots[(int) ((now - turns + i) % SLOTS)], now);
    }
    tick = Math.max(tick, now);
    while (due.after != due) {
      Entry next = due.after;
      cancel(next);
      next.expired();
    }
  }

  private void collect(Entry head, long now) {
    Entry entry = head.after;
    while (entry != head) {
      Entry next = entry.after;
      if (entry.dueTick <= now) {
        entry.unlink();
        entry.linkBefore(due);
      }
      entry = next;
    }
  }

  int size() {
    return size;
  }

  /** Cancels every deadline and hands its entry over. */
  void clear(Consumer<Entry> each) {
    for (Entry head : slots) {
      while (head.after != head) {
        Entry entry = head.after;
        cancel(entry);
        each.accept(entry);
      }
    }
  }
}
