package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Moves executions that found no room to the store, and back as their destination's waiting room
 * empties. Confined to the engine's thread.
 */
final class Spiller {
  private static final int BATCH_MAX = 1_000;
  private static final long CLAIM_INTERVAL_MS = 20;
  private static final long FAILED_PAUSE_MS = 500;

  private final Ledger ledger;
  private final Mailbox mailbox;
  private final ActiveJobs jobs;
  private final EngineListener listener;
  private final Consumer<OpenExecution> admit;
  private List<Ticket> backlog = new ArrayList<>();
  private boolean underWay;
  private long retryAtMs;
  private long nextClaimAtMs;

  /**
   * @param admit takes each execution that is in this node's hands again
   */
  Spiller(
      Ledger ledger,
      Mailbox mailbox,
      ActiveJobs jobs,
      EngineListener listener,
      Consumer<OpenExecution> admit) {
    this.ledger = ledger;
    this.mailbox = mailbox;
    this.jobs = jobs;
    this.listener = listener;
    this.admit = admit;
  }

  void add(Ticket ticket) {
    ticket.place = Ticket.Place.LEAVING;
    backlog.add(ticket);
  }

  /** Spills what has gathered and claims back what has room again; returns how much it began. */
  int step(Lease lease, long nowMs, Dispatcher dispatcher) {
    if (nowMs < retryAtMs) {
      return 0;
    }
    int begun = 0;
    if (!backlog.isEmpty() && !underWay) {
      begun += spill(lease, nowMs, dispatcher);
    }
    if (nowMs >= nextClaimAtMs && dispatcher.roomMax() >= 2 * BATCH_MAX) {
      nextClaimAtMs = nowMs + CLAIM_INTERVAL_MS;
      for (Lane lane : dispatcher.lanes()) {
        if (lane.spilled && !lane.claiming && lane.waiting.size() < BATCH_MAX) {
          claim(lease, nowMs, lane, dispatcher);
          begun++;
        }
      }
    }
    return begun;
  }

  private int spill(Lease lease, long nowMs, Dispatcher dispatcher) {
    List<Ticket> batch = backlog;
    backlog = new ArrayList<>();
    underWay = true;
    List<OpenExecution> executions = batch.stream().map(Spiller::open).toList();
    ledger
        .spill(lease, executions)
        .whenComplete(
            (nothing, error) ->
                mailbox.post(
                    () -> {
                      underWay = false;
                      if (error == null) {
                        executions.forEach(
                            spilled ->
                                dispatcher.lane(spilled.job().destinationKey()).spilled = true);
                        batch.forEach(jobs::release);
                      } else {
                        backlog.addAll(batch);
                        failed("spill", error, nowMs);
                      }
                    }));
    return batch.size();
  }

  private void claim(Lease lease, long nowMs, Lane lane, Dispatcher dispatcher) {
    lane.claiming = true;
    ledger
        .claimSpilled(lease, lane.destinationKey, BATCH_MAX)
        .whenComplete(
            (executions, error) ->
                mailbox.post(
                    () -> {
                      lane.claiming = false;
                      if (error == null) {
                        lane.spilled = executions.size() == BATCH_MAX || underWay;
                        executions.forEach(admit);
                        dispatcher.forgetIfIdle(lane);
                      } else {
                        failed("claim spilled", error, nowMs);
                      }
                    }));
  }

  private void failed(String operation, Throwable error, long nowMs) {
    retryAtMs = nowMs + FAILED_PAUSE_MS;
    listener.storeFailed(operation, error);
  }

  private static OpenExecution open(Ticket ticket) {
    return new OpenExecution(
        ticket.executionKey,
        ticket.job.snapshot,
        ticket.scheduledAtMs,
        ticket.heldDueAtMs,
        Cause.SCHEDULE,
        ticket.retryCount == 0 ? ExecutionState.PENDING : ExecutionState.RETRYING,
        ticket.retryCount,
        ticket.startedAtMs);
  }
}
