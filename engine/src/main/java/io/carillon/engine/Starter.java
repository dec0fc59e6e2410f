package io.carillon.engine;

import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Start;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes starts durable before the call, in batches, for jobs that need it. Confined to the engine's
 * thread.
 */
final class Starter {
  /** Hears what became of a start. The ticket holds its slot. */
  interface Verdict {
    void decided(Ticket ticket, Start.@Nullable Result result);
  }

  private static final int BATCH_MAX = 1_000;

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final EngineListener listener;
  private final ArrayDeque<Ticket> backlog = new ArrayDeque<>();
  private boolean underWay;

  Starter(Ledger ledger, Mailbox mailbox, Timeline timeline, EngineListener listener) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.listener = listener;
  }

  void add(Ticket ticket) {
    ticket.place = Ticket.Place.STARTING;
    backlog.add(ticket);
  }

  /**
   * Sends the next batch when none is under way; returns how many starts it has. A start that the
   * store could not decide is decided as null.
   */
  int step(Lease lease, Verdict verdict) {
    if (underWay || backlog.isEmpty()) {
      return 0;
    }
    List<Ticket> batch = new ArrayList<>();
    List<Start> starts = new ArrayList<>();
    while (batch.size() < BATCH_MAX && !backlog.isEmpty()) {
      Ticket ticket = backlog.remove();
      batch.add(ticket);
      starts.add(startOf(ticket));
    }
    underWay = true;
    long startedNanos = timeline.nanos();
    mailbox.ask(
        () -> ledger.start(lease, starts),
        results -> {
          underWay = false;
          listener.recorded(batch.size(), 0, timeline.nanos() - startedNanos);
          for (int i = 0; i < batch.size(); i++) {
            verdict.decided(batch.get(i), results.get(i));
          }
        },
        error -> {
          underWay = false;
          listener.storeFailed(StoreOperation.START, error);
          batch.forEach(ticket -> verdict.decided(ticket, null));
        });
    return batch.size();
  }

  private static Start startOf(Ticket ticket) {
    var called = ticket.called();
    return new Start(
        ticket.executionKey,
        called.jobKey(),
        called.version(),
        called.definition().overlap() != OverlapPolicy.ALLOW);
  }
}
