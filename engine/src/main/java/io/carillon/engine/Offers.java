package io.carillon.engine;

import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Offers what will be due to nodes that call, of a node that does not. An execution stays in this
 * node's hands until the store says that another has won it. The queue is trusted with nothing:
 * what it has lost is offered again, and while it cannot be used executions go through the store,
 * as if there were no room for them. Confined to the engine's thread.
 */
final class Offers {
  /**
   * How long before it is due an execution is offered: enough for others to take it, even through
   * the store, and no longer than a change of its job may take to reach them.
   */
  static final long AHEAD_MS = 1_000;

  /** Offers in one message to the queue. */
  static final int BATCH_MAX = 1_000;

  /** How often the store is asked what nobody has taken. */
  static final long CHECK_MS = 250;

  /** How many are asked for at once. */
  static final int CHECK_MAX = 10_000;

  /** An offer that nobody has taken for so long is looked for in the queue, and again so often. */
  private static final long LOOK_MS = 500;

  /** How often a queue that failed is asked whether it takes offers again, with none at stake. */
  private static final long PROBE_MS = 1_000;

  private final Ledger ledger;
  private final @Nullable ReadyQueue queue;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final ActiveJobs jobs;
  private final EngineListener listener;
  private final Consumer<Ticket> spill;
  private final int checkMax;
  private final TicketQueue backlog = new TicketQueue();

  /** In the queue, in the order in which they were offered. */
  private final TicketQueue offered = new TicketQueue();

  /** What is in either of the two, by key. */
  private final Map<Long, Ticket> tickets = new HashMap<>();

  private boolean offering;
  private boolean checking;
  private boolean isDown;
  private boolean probing;
  private long probeAtUpMs;
  private long checkAtUpMs;

  /**
   * @param queue null: everything goes through the store
   * @param spill gives an execution to the store, for whoever has room for it
   * @param checkMax how many of those that nobody has taken the store is asked for at once
   */
  Offers(
      Ledger ledger,
      @Nullable ReadyQueue queue,
      Mailbox mailbox,
      Timeline timeline,
      ActiveJobs jobs,
      EngineListener listener,
      Consumer<Ticket> spill,
      int checkMax) {
    this.ledger = ledger;
    this.queue = queue;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.jobs = jobs;
    this.listener = listener;
    this.spill = spill;
    this.checkMax = checkMax;
  }

  /** Takes an execution that will be due in a moment. */
  void add(Ticket ticket) {
    ticket.place = Ticket.Place.OFFERED;
    tickets.put(ticket.executionKey, ticket);
    backlog.add(ticket);
  }

  /** Takes an execution out; an offer that is in the queue is void once the store knows. */
  void withdraw(Ticket ticket) {
    ticket.unqueue();
    tickets.remove(ticket.executionKey);
  }

  /** Offers what has gathered and looks after what was offered; returns how much it began. */
  int step(Lease lease) {
    long upMs = timeline.upMs();
    int begun = 0;
    if (queue == null || isDown) {
      begun += backlog.size();
      spillAll(backlog);
    }
    if (queue == null) {
      return begun;
    }
    if (isDown && !probing && upMs >= probeAtUpMs) {
      probe(queue);
      begun++;
    }
    if (!offering && !backlog.isEmpty()) {
      begun += offer(queue, lease);
    }
    if (!checking && !offered.isEmpty() && upMs >= checkAtUpMs) {
      check(queue, lease);
      begun++;
    }
    return begun;
  }

  /** When {@link #step} has something to do next; see {@link Timeline#upMs}. */
  long nextStepUpMs() {
    long probeAt = isDown && !probing ? probeAtUpMs : Long.MAX_VALUE;
    return checking || offered.isEmpty() ? probeAt : Math.min(checkAtUpMs, probeAt);
  }

  /** Executions that were offered and not taken, as far as is known. */
  int size() {
    return tickets.size();
  }

  /** Whether the queue has failed and not taken an offer since, nor said that it would. */
  boolean isDown() {
    return isDown;
  }

  /** An execution is claimed: if it was offered before, another node took it and gave it back. */
  void cameBack(long executionKey) {
    Ticket ticket = tickets.get(executionKey);
    if (ticket != null) {
      taken(ticket);
    }
  }

  private void taken(Ticket ticket) {
    withdraw(ticket);
    jobs.release(ticket);
  }

  private int offer(ReadyQueue to, Lease lease) {
    List<Ticket> batch = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    for (Ticket next = backlog.poll(); next != null; ) {
      next.offerId = null;
      next.offeredUpMs = timeline.upMs();
      next.lookAtUpMs = timeline.upMs() + LOOK_MS;
      offered.add(next);
      batch.add(next);
      offers.add(new Offer(next.executionKey, lease.nodeKey(), lease.term(), next.heldDueAtMs));
      next = batch.size() < BATCH_MAX ? backlog.poll() : null;
    }
    offering = true;
    mailbox.ask(
        () -> to.offer(offers),
        ids -> inQueue(batch, ids),
        error -> {
          offering = false;
          failed(QueueOperation.OFFER, error);
        });
    return batch.size();
  }

  private void inQueue(List<Ticket> batch, List<String> ids) {
    offering = false;
    isDown = false;
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).offerId = ids.get(i);
    }
  }

  private void check(ReadyQueue of, Lease lease) {
    checking = true;
    long askedUpMs = timeline.upMs();
    checkAtUpMs = askedUpMs + CHECK_MS;
    long untilMs = timeline.nowMs() + AHEAD_MS;
    mailbox.ask(
        () -> ledger.held(lease, untilMs, checkMax),
        held -> checked(of, held, askedUpMs, untilMs),
        error -> {
          checking = false;
          listener.storeFailed(StoreOperation.HELD, error);
        });
  }

  private void checked(ReadyQueue of, List<Offer> held, long askedUpMs, long untilMs) {
    checking = false;
    Set<Long> still = HashSet.newHashSet(held.size());
    held.forEach(offer -> still.add(offer.executionKey()));
    Offer last = held.size() < checkMax ? null : held.getLast();
    List<Ticket> taken = new ArrayList<>();
    offered.forEach(
        checkMax,
        ticket -> {
          if (ticket.offeredUpMs < askedUpMs
              && isKnown(ticket, last, untilMs)
              && !still.contains(ticket.executionKey)) {
            taken.add(ticket);
          }
        });
    taken.forEach(this::taken);
    if (taken.size() > checkMax / 2) {
      checkAtUpMs = timeline.upMs();
    }
    look(of, overdue(held));
  }

  /**
   * Whether an answer of the store would have had the execution.
   *
   * @param last the last one of an answer that may have left some out, or null
   */
  private static boolean isKnown(Ticket ticket, @Nullable Offer last, long untilMs) {
    if (last == null) {
      return ticket.heldDueAtMs <= untilMs;
    }
    return ticket.heldDueAtMs < last.dueAtMs()
        || (ticket.heldDueAtMs == last.dueAtMs() && ticket.executionKey <= last.executionKey());
  }

  /**
   * Those that nobody has taken for long, wherever they stand in the queue: only when what is due
   * first is taken does the store tell of the rest.
   */
  private List<Ticket> overdue(List<Offer> held) {
    long upMs = timeline.upMs();
    return held.stream()
        .map(offer -> tickets.get(offer.executionKey()))
        .filter(Objects::nonNull)
        .filter(ticket -> ticket.queue == offered && upMs >= ticket.lookAtUpMs)
        .limit(BATCH_MAX)
        .toList();
  }

  /** What the queue has lost is offered again. */
  private void look(ReadyQueue in, List<Ticket> overdue) {
    Map<String, Ticket> byId = LinkedHashMap.newLinkedHashMap(overdue.size());
    for (Ticket ticket : overdue) {
      String id = ticket.offerId;
      if (id != null) {
        byId.put(id, ticket);
        ticket.lookAtUpMs = timeline.upMs() + LOOK_MS;
      }
    }
    if (!byId.isEmpty()) {
      mailbox.ask(
          () -> in.missing(byId.keySet()),
          missing -> looked(byId, missing),
          error -> failed(QueueOperation.LOOK_FOR, error));
    }
  }

  private void looked(Map<String, Ticket> byId, Set<String> missing) {
    byId.forEach(
        (id, ticket) -> {
          boolean isSame = ticket.place == Ticket.Place.OFFERED && id.equals(ticket.offerId);
          if (isSame && missing.contains(id)) {
            ticket.unqueue();
            backlog.add(ticket);
          }
        });
  }

  private void probe(ReadyQueue of) {
    probing = true;
    mailbox.ask(
        of::probe,
        _ -> {
          probing = false;
          isDown = false;
        },
        error -> {
          probing = false;
          failed(QueueOperation.PROBE, error);
        });
  }

  /** What is in the queue may be lost, or nobody may get it for long. */
  private void failed(QueueOperation operation, Throwable error) {
    isDown = true;
    probeAtUpMs = timeline.upMs() + PROBE_MS;
    listener.queueFailed(operation, error);
    spillAll(offered);
  }

  private void spillAll(TicketQueue from) {
    for (Ticket next = from.poll(); next != null; next = from.poll()) {
      tickets.remove(next.executionKey);
      spill.accept(next);
    }
  }
}
