package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.StoreUnavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes moves durable, in their order, one batch at a time: whatever has gathered while the batch
 * before was written. While the store fails, moves wait and are tried again. Confined to the
 * engine's thread.
 */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  /** Pause before a failed batch is tried again. */
  static final long RETRY_MS = 200;

  /** A move on its way to the store. */
  static final class Entry {
    final Ticket ticket;
    final Settlement settlement;
    private boolean merged;

    Entry(Ticket ticket, Settlement settlement) {
      this.ticket = ticket;
      this.settlement = settlement;
    }
  }

  /** Hears that a move is durable, or that it changed nothing. */
  interface Acknowledgement {
    void recorded(Ticket ticket, Settlement settlement, Settled settled);
  }

  private record Waiter(long sequence, Runnable done, Consumer<Throwable> failed) {}

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Clock clock;
  private final EngineListener listener;
  private final int batchMax;
  private final ArrayDeque<Entry> backlog = new ArrayDeque<>();
  private final Queue<Waiter> waiters = new ArrayDeque<>();
  private @Nullable List<Entry> underWay;
  private int sizeMax;
  private long retryAtMs;
  private long added;
  private long done;

  Recorder(
      EngineConfig config, Ledger ledger, Mailbox mailbox, Clock clock, EngineListener listener) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.clock = clock;
    this.listener = listener;
    this.batchMax = config.settleBatchMax();
    this.sizeMax = batchMax;
  }

  /** Takes a move. A RUNNING move that still waits here is merged into the one that follows it. */
  void add(Ticket ticket, Settlement settlement) {
    Entry entry = new Entry(ticket, settlement);
    Entry running = ticket.unsentRunning;
    if (running != null) {
      running.merged = true;
      ticket.unsentRunning = null;
    }
    if (settlement.to() == ExecutionState.RUNNING) {
      ticket.unsentRunning = entry;
    }
    backlog.add(entry);
    added++;
  }

  /**
   * Runs {@code done} when all moves taken so far are durable, or {@code failed} when a try fails.
   */
  void whenFlushed(Runnable whenDone, Consumer<Throwable> whenFailed) {
    if (added == done) {
      whenDone.run();
    } else {
      waiters.add(new Waiter(added, whenDone, whenFailed));
    }
  }

  /** Sends the next batch when none is under way; returns how many moves it has. */
  int step(Lease lease, long nowMs, Acknowledgement acknowledgement) {
    if (underWay != null || backlog.isEmpty() || nowMs < retryAtMs) {
      return 0;
    }
    List<Entry> batch = new ArrayList<>(Math.min(backlog.size(), sizeMax));
    List<Settlement> settlements = new ArrayList<>(batch.size());
    while (batch.size() < sizeMax) {
      Entry entry = backlog.poll();
      if (entry == null) {
        break;
      }
      if (entry.merged) {
        done++;
        continue;
      }
      if (entry.ticket.unsentRunning == entry) {
        entry.ticket.unsentRunning = null;
      }
      batch.add(entry);
      settlements.add(entry.settlement);
    }
    if (batch.isEmpty()) {
      wakeWaiters();
      return 0;
    }
    underWay = batch;
    long startedNanos = clock.monotonicNanos();
    ledger
        .settle(lease, settlements)
        .whenComplete(
            (settled, error) ->
                mailbox.post(
                    () -> {
                      underWay = null;
                      if (error == null) {
                        succeeded(batch, settled, startedNanos, acknowledgement);
                      } else {
                        failed(batch, error, nowMs, acknowledgement);
                      }
                    }));
    return batch.size();
  }

  /** Moves that are not durable yet. */
  int backlog() {
    return (int) (added - done);
  }

  private void succeeded(
      List<Entry> batch, List<Settled> settled, long startedNanos, Acknowledgement ack) {
    sizeMax = batchMax;
    done += batch.size();
    int stale = 0;
    for (int i = 0; i < batch.size(); i++) {
      Entry entry = batch.get(i);
      if (!settled.get(i).applied()) {
        stale++;
      }
      ack.recorded(entry.ticket, entry.settlement, settled.get(i));
    }
    listener.recorded(batch.size(), stale, clock.monotonicNanos() - startedNanos);
    wakeWaiters();
  }

  private void failed(
      List<Entry> batch, Throwable error, long sentAtMs, Acknowledgement acknowledgement) {
    listener.storeFailed("settle", error);
    Throwable cause = Failures.unwrap(error);
    if (!(cause instanceof StoreUnavailable) && batch.size() == 1) {
      Entry entry = batch.getFirst();
      LOG.error("An outcome cannot be recorded and is dropped: {}", entry.settlement, cause);
      done++;
      acknowledgement.recorded(entry.ticket, entry.settlement, new Settled(false, null));
    } else {
      for (int i = batch.size() - 1; i >= 0; i--) {
        backlog.addFirst(batch.get(i));
      }
      if (cause instanceof StoreUnavailable) {
        retryAtMs = Math.max(sentAtMs, retryAtMs) + RETRY_MS;
      } else {
        sizeMax = Math.max(1, batch.size() / 2);
      }
    }
    for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
      waiter.failed.accept(cause);
    }
  }

  private void wakeWaiters() {
    for (Waiter next = waiters.peek();
        next != null && next.sequence <= done;
        next = waiters.peek()) {
      waiters.remove();
      next.done.run();
    }
  }
}
