package io.carillon.store.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Waiting writes by class. Many threads offer, one takes. Within a class first in, first out. */
final class WriteQueue {
  private static final WriteClass[] CLASSES = WriteClass.values();

  /** Why writes were not taken in. */
  enum Refusal {
    FULL,
    CLOSED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final List<ArrayDeque<Operation<?>>> waiting = new ArrayList<>();
  private final int[] queued = new int[CLASSES.length];
  private final int[] passedOver = new int[CLASSES.length];
  private final boolean[] waited = new boolean[CLASSES.length];
  private final boolean[] served = new boolean[CLASSES.length];
  private boolean closed;

  WriteQueue() {
    for (int i = 0; i < CLASSES.length; i++) {
      waiting.add(new ArrayDeque<>());
    }
  }

  /** Adds all, of one class, or none; null when they were added. */
  @Nullable Refusal offer(List<? extends Operation<?>> operations) {
    int weight = 0;
    for (Operation<?> operation : operations) {
      weight += operation.weight;
    }
    WriteClass writeClass = operations.getFirst().writeClass;
    int index = writeClass.rank();
    lock.lock();
    try {
      if (closed) {
        return Refusal.CLOSED;
      }
      // An empty queue takes anything, so that one large write is possible.
      if (queued[index] > 0 && queued[index] + weight > writeClass.queuedMax()) {
        return Refusal.FULL;
      }
      queued[index] += weight;
      waiting.get(index).addAll(operations);
      arrived.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a write and opens a transaction's round with it; null when closed and empty. */
  @Nullable Operation<?> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (isEmpty()) {
        if (closed) {
          return null;
        }
        arrived.await();
      }
      for (int i = 0; i < CLASSES.length; i++) {
        passedOver[i] = waited[i] && !served[i] ? passedOver[i] + 1 : 0;
        waited[i] = !waiting.get(i).isEmpty();
        served[i] = false;
      }
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** The next write of this round, or null when none waits. */
  @Nullable Operation<?> poll() {
    lock.lock();
    try {
      return next();
    } finally {
      lock.unlock();
    }
  }

  /** Of the class that was passed over too long, the longest first; else of the most urgent. */
  private @Nullable Operation<?> next() {
    int first = -1;
    int longest = -1;
    for (int i = 0; i < CLASSES.length; i++) {
      if (waiting.get(i).isEmpty()) {
        continue;
      }
      if (first < 0) {
        first = i;
      }
      boolean isOverdue = !served[i] && overdue(i) >= 0;
      if (isOverdue && (longest < 0 || overdue(i) > overdue(longest))) {
        longest = i;
      }
    }
    int next = longest < 0 ? first : longest;
    return next < 0 ? null : remove(next);
  }

  private int overdue(int index) {
    return passedOver[index] - CLASSES[index].passedOverMax();
  }

  private Operation<?> remove(int index) {
    Operation<?> operation = waiting.get(index).removeFirst();
    queued[index] -= operation.weight;
    served[index] = true;
    return operation;
  }

  private boolean isEmpty() {
    for (ArrayDeque<Operation<?>> queue : waiting) {
      if (!queue.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** How many operations wait, by the class's rank. */
  int[] depths() {
    lock.lock();
    try {
      return queued.clone();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses further writes; what waits is still taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
