package io.carillon.engine;

import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves executions that found no room to the store, and back as their destination's waiting room
 * empties. Confined to the engine's thread.
 */
final class Spiller {
  /** Executions in one transaction. */
  static final int BATCH_MAX = 1_000;

  /** Claims under way at once. */
  static final int CLAIMS_MAX = 16;

  private static final long CLAIM_INTERVAL_MS = 20;
  private static final long FAILED_PAUSE_MS = 500;

  private record Batch(List<Ticket> tickets, List<OpenExecution> executions) {}

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final ActiveJobs jobs;
  private final Dispatcher dispatcher;
  private final EngineListener listener;
  private final Consumer<OpenExecution> admit;
  private final boolean claimsBack;
  private final ArrayDeque<Ticket> backlog = new ArrayDeque<>();

  /** Destinations with executions in the store, claimed from in turn. */
  private final ArrayDeque<Lane> spilled = new ArrayDeque<>();

  private boolean underWay;

  /**
   * A batch that failed, or null. It is tried again as it was, and until it succeeds nothing is
   * claimed: the store may have done it all the same.
   */
  private @Nullable Batch unsure;

  private int claims;
  private int claiming;
  private long retryAtUpMs;
  private long nextClaimAtUpMs;

  /**
   * @param admit takes each execution that is in this node's hands again
   * @param claimsBack false: what was spilled is for other nodes
   */
  Spiller(
      Ledger ledger,
      Mailbox mailbox,
      Timeline timeline,
      ActiveJobs jobs,
      Dispatcher dispatcher,
      EngineListener listener,
      Consumer<OpenExecution> admit,
      boolean claimsBack) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.jobs = jobs;
    this.dispatcher = dispatcher;
    this.listener = listener;
    this.admit = admit;
    this.claimsBack = claimsBack;
  }

  /** Takes an execution that found no room. */
  void add(Ticket ticket) {
    ticket.place = Ticket.Place.LEAVING;
    backlog.add(ticket);
  }

  /** The destination has executions that wait in the store. */
  void mark(int destinationKey) {
    if (!claimsBack) {
      return;
    }
    Lane lane = dispatcher.lane(destinationKey);
    if (!lane.spilled) {
      lane.spilled = true;
      spilled.add(lane);
    }
  }

  /**
   * Spills what has gathered and claims back what has room again; returns how much it began.
   *
   * @param claims whether executions may come back
   */
  int step(Lease lease, boolean claims) {
    long upMs = timeline.upMs();
    if (upMs < retryAtUpMs) {
      return 0;
    }
    boolean isEmpty = backlog.isEmpty() && unsure == null;
    int begun = isEmpty || underWay ? 0 : spill(lease);
    if (claims && unsure == null && !spilled.isEmpty() && upMs >= nextClaimAtUpMs) {
      nextClaimAtUpMs = upMs + CLAIM_INTERVAL_MS;
      begun += claimInTurn(lease);
    }
    return begun;
  }

  /** How many destinations have executions that wait in the store for room. */
  int spilled() {
    return spilled.size();
  }

  private int spill(Lease lease) {
    Batch batch = unsure != null ? unsure : nextBatch();
    underWay = true;
    mailbox.ask(
        () -> ledger.spill(lease, batch.executions),
        _ -> spilled(batch),
        error -> notSpilled(batch, error));
    return batch.tickets.size();
  }

  private Batch nextBatch() {
    List<Ticket> tickets = new ArrayList<>();
    for (Ticket next = backlog.poll(); next != null; ) {
      tickets.add(next);
      next = tickets.size() < BATCH_MAX ? backlog.poll() : null;
    }
    return new Batch(tickets, tickets.stream().map(Spiller::open).toList());
  }

  private void spilled(Batch batch) {
    underWay = false;
    unsure = null;
    batch.executions.forEach(execution -> mark(execution.job().destinationKey()));
    batch.tickets.forEach(jobs::release);
  }

  private void notSpilled(Batch batch, Throwable error) {
    underWay = false;
    unsure = batch;
    failed(StoreOperation.SPILL, error);
    batch.tickets.forEach(ticket -> Cancels.failed(ticket, error));
  }

  /**
   * A destination is claimed for when it keeps little waiting, or nothing and has slots. What the
   * claims may bring is shared among these, and so small a part of the room that none of it has to
   * leave again.
   */
  private int claimInTurn(Lease lease) {
    int roomMax = dispatcher.roomMax();
    int littleMax = Math.clamp(roomMax / 8, 0, BATCH_MAX);
    int hungry = 0;
    for (Lane lane : spilled) {
      hungry += isHungry(lane, littleMax) ? 1 : 0;
    }
    int begun = 0;
    for (int left = spilled.size(); left > 0 && hungry > 0 && claims < CLAIMS_MAX; left--) {
      Lane lane = spilled.remove();
      spilled.add(lane);
      if (isHungry(lane, littleMax)) {
        int share = Math.min(littleMax, Math.max(0, roomMax / 4 - claiming) / hungry);
        int limit = Math.min(BATCH_MAX, Math.max(share, startable(lane)));
        hungry--;
        if (limit > 0) {
          claim(lease, lane, limit);
          begun++;
        }
      }
    }
    return begun;
  }

  private boolean isHungry(Lane lane, int littleMax) {
    return !lane.claiming && (lane.waiting.size() < littleMax || startable(lane) > 0);
  }

  private int startable(Lane lane) {
    return lane.waiting.isEmpty() ? dispatcher.startable(lane) : 0;
  }

  private void claim(Lease lease, Lane lane, int limit) {
    lane.claiming = true;
    claims++;
    claiming += limit;
    mailbox.ask(
        () -> ledger.claimSpilled(lease, lane.destinationKey, limit),
        found -> {
          endClaim(lane, limit);
          claimed(lane, limit, found);
        },
        error -> {
          endClaim(lane, limit);
          failed(StoreOperation.CLAIM_SPILLED, error);
        });
  }

  private void endClaim(Lane lane, int limit) {
    lane.claiming = false;
    claims--;
    claiming -= limit;
  }

  private void claimed(Lane lane, int limit, List<OpenExecution> found) {
    if (found.size() < limit) {
      lane.spilled = false;
      spilled.remove(lane);
    }
    for (OpenExecution execution : found) {
      if (unsure == null || !jobs.holds(execution)) {
        admit.accept(execution);
      }
    }
    dispatcher.forgetIfIdle(lane);
  }

  private void failed(StoreOperation operation, Throwable error) {
    retryAtUpMs = timeline.upMs() + FAILED_PAUSE_MS;
    listener.storeFailed(operation, error);
  }

  private static OpenExecution open(Ticket ticket) {
    return new OpenExecution(
        ticket.executionKey,
        ticket.job.snapshot,
        ticket.scheduledAtMs,
        ticket.heldDueAtMs,
        ticket.cause,
        stateOf(ticket),
        ticket.retryCount,
        ticket.startedAtMs,
        ticket.running ? ticket.called() : null);
  }

  private static ExecutionState stateOf(Ticket ticket) {
    if (ticket.running) {
      return ExecutionState.RUNNING;
    }
    return ticket.retryCount == 0 ? ExecutionState.PENDING : ExecutionState.RETRYING;
  }
}
