package io.carillon.engine;

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

  /** How long somebody waits at most for the moves before his to be durable. */
  static final long FLUSH_MS_MAX = 5_000;

  private static final String UNRECORDED = "the outcome could not be recorded";

  /** A move on its way to the store. */
  static final class Entry {
    private final long sequence;
    private final Ticket ticket;
    private final Settlement settlement;

    /** Whether it stands in for a move that the store refused. */
    private final boolean isBare;

    private boolean merged;

    Entry(long sequence, Ticket ticket, Settlement settlement, boolean isBare) {
      this.sequence = sequence;
      this.ticket = ticket;
      this.settlement = settlement;
      this.isBare = isBare;
    }
  }

  /** Hears that a move is durable, or that it changed nothing. */
  interface Acknowledgement {
    void recorded(Ticket ticket, Settlement settlement, Settled settled);
  }

  private record Waiter(long sequence, long untilUpMs, Runnable done, Consumer<Throwable> failed) {}

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final EngineListener listener;
  private final int batchMax;
  private final ArrayDeque<Entry> backlog = new ArrayDeque<>();
  private final Queue<Waiter> waiters = new ArrayDeque<>();
  private boolean underWay;
  private int sizeMax;
  private long retryAtUpMs;
  private long added;

  /** All moves up to this one are durable. */
  private long done;

  Recorder(
      EngineConfig config,
      Ledger ledger,
      Mailbox mailbox,
      Timeline timeline,
      EngineListener listener) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.listener = listener;
    this.batchMax = config.settleBatchMax();
    this.sizeMax = batchMax;
  }

  /** Takes a move. A RUNNING move that still waits here is merged into the one that follows it. */
  void add(Ticket ticket, Settlement settlement) {
    Entry entry = new Entry(++added, ticket, settlement, false);
    Entry running = ticket.unsentRunning;
    if (running != null) {
      running.merged = true;
      ticket.unsentRunning = null;
    }
    if (settlement.to() == ExecutionState.RUNNING) {
      ticket.unsentRunning = entry;
    }
    backlog.add(entry);
    if (ticket.cancels != null) {
      whenFlushed(() -> {}, error -> Cancels.failed(ticket, error));
    }
  }

  /** Takes the end of an execution that ends without a call, or without another one. */
  void end(Ticket ticket, ExecutionState to, String error) {
    ticket.place = Ticket.Place.LEAVING;
    add(ticket, Moves.ended(ticket, to, timeline.wallMs(), error));
  }

  /**
   * Runs {@code whenDone} when all moves taken so far are durable, or {@code whenFailed} when the
   * store fails or takes too long.
   */
  void whenFlushed(Runnable whenDone, Consumer<Throwable> whenFailed) {
    if (added == done) {
      whenDone.run();
    } else {
      waiters.add(new Waiter(added, timeline.upMs() + FLUSH_MS_MAX, whenDone, whenFailed));
    }
  }

  /** Sends the next batch when none is under way; returns how many moves it has. */
  int step(Lease lease, Acknowledgement acknowledgement) {
    long upMs = timeline.upMs();
    disappointWaiters(upMs);
    if (underWay || backlog.isEmpty() || upMs < retryAtUpMs) {
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
        continue; // The move that it was merged into stands further back.
      }
      if (entry.ticket.unsentRunning == entry) {
        entry.ticket.unsentRunning = null;
      }
      batch.add(entry);
      settlements.add(entry.settlement);
    }
    if (batch.isEmpty()) {
      return 0;
    }
    underWay = true;
    long startedNanos = timeline.nanos();
    mailbox.ask(
        () -> ledger.settle(lease, settlements),
        settled -> succeeded(batch, settled, startedNanos, acknowledgement),
        error -> failed(batch, error, acknowledgement));
    return batch.size();
  }

  /** Whether somebody waits for moves to be durable. */
  boolean isAwaited() {
    return !waiters.isEmpty();
  }

  /** Moves that are not durable yet. */
  int backlog() {
    return (int) (added - done);
  }

  private void succeeded(
      List<Entry> batch, List<Settled> settled, long startedNanos, Acknowledgement ack) {
    underWay = false;
    sizeMax = batchMax;
    done = batch.getLast().sequence;
    int stale = 0;
    for (int i = 0; i < batch.size(); i++) {
      Entry entry = batch.get(i);
      if (!settled.get(i).applied()) {
        stale++;
      }
      ack.recorded(entry.ticket, entry.settlement, settled.get(i));
    }
    listener.recorded(batch.size(), stale, timeline.nanos() - startedNanos);
    wakeWaiters();
  }

  private void failed(List<Entry> batch, Throwable cause, Acknowledgement acknowledgement) {
    underWay = false;
    listener.storeFailed(StoreOperation.SETTLE, cause);
    if (cause instanceof StoreUnavailable) {
      putBack(batch);
      retryAtUpMs = timeline.upMs() + RETRY_MS;
      for (Waiter waiter = waiters.poll(); waiter != null; waiter = waiters.poll()) {
        waiter.failed.accept(cause);
      }
    } else if (batch.size() > 1) {
      putBack(batch);
      sizeMax = batch.size() / 2;
    } else {
      refused(batch.getFirst(), cause, acknowledgement);
    }
  }

  /**
   * The store will never take the move. So that the execution does not stay open, it ends with as
   * little as an end can have, if the store takes that.
   */
  private void refused(Entry entry, Throwable cause, Acknowledgement acknowledgement) {
    if (entry.settlement.to() == ExecutionState.RUNNING || entry.isBare) {
      LOG.error("An outcome cannot be recorded and is dropped: {}", entry.settlement, cause);
      done = entry.sequence;
      acknowledgement.recorded(entry.ticket, entry.settlement, new Settled(false, null));
      wakeWaiters();
    } else {
      LOG.error("An outcome cannot be recorded; it ends as FAILED: {}", entry.settlement, cause);
      Settlement end =
          Moves.ended(entry.ticket, ExecutionState.FAILED, timeline.wallMs(), UNRECORDED);
      backlog.addFirst(new Entry(entry.sequence, entry.ticket, end, true));
      sizeMax = 1;
    }
  }

  private void putBack(List<Entry> batch) {
    for (Entry entry : batch.reversed()) {
      backlog.addFirst(entry);
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

  private void disappointWaiters(long upMs) {
    for (Waiter next = waiters.peek();
        next != null && next.untilUpMs <= upMs;
        next = waiters.peek()) {
      waiters.remove();
      next.failed.accept(new StoreUnavailable("the store takes too long to record outcomes"));
    }
  }
}
