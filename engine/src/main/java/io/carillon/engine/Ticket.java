package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Invoker.Invocation;
import io.carillon.core.port.OpenExecution;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An execution in the engine's memory. Mutable, confined to the engine's thread. It stands in at
 * most one {@link TicketQueue} and in its job's list.
 */
final class Ticket {
  /** Where a ticket is. */
  enum Place {
    /** In the timer. */
    TIMER,
    /** Due, in its destination's waiting room. */
    WAITING,
    /** Due in a moment, and offered to nodes that call. */
    OFFERED,
    /** Due, but its job is being changed. */
    PARKED,
    /** Holds a slot; its durable start is being written. */
    STARTING,
    /** Holds a slot; the call is under way. */
    IN_FLIGHT,
    /** Its move is with the recorder, or it is being given back to the store. */
    LEAVING,
    /** Out of memory: it has ended, or waits in the store. */
    GONE
  }

  final long executionKey;
  final ActiveJob job;
  final long scheduledAtMs;
  final Cause cause;

  /** The job's version when the execution was planned or claimed. */
  final int jobVersion;

  Place place = Place.LEAVING;

  /** When the timer hands it out. */
  long dueAtMs;

  /** The due time under which the store knows that we hold it. */
  long heldDueAtMs;

  /** Attempts that were recorded as failed. */
  int retryCount;

  /** First attempt's start in epoch milliseconds, or 0. */
  long startedAtMs;

  /** The first attempt is not sent later; epoch milliseconds of the wall clock. */
  long latestStartMs = Long.MAX_VALUE;

  /** Calls that were handed to the invoker, and those of them that were withdrawn again. */
  int calls;

  /** Whether the store knows that it is RUNNING. */
  boolean running;

  /** Whether an earlier term left it RUNNING: it may not have its job's turn. */
  boolean inherited;

  /**
   * Whether the store may have started or removed it without our knowing: the answer to a durable
   * start was lost, or the job was edited during one. A durable start then precedes the next call.
   */
  boolean unsure;

  /** Why the execution is to end as CANCELLED as soon as it can, or null. */
  @Nullable String cancelReason;

  /** Why no further attempt may follow the present one, or null. */
  @Nullable String retryBan;

  /** The job version that the latest attempt calls, or null before the first that is known. */
  @Nullable JobSnapshot called;

  /** Those who asked for its cancel and wait for an answer, or null. */
  Cancels.@Nullable Request cancels;

  /** The name that the queue has given its offer, or null. */
  @Nullable String offerId;

  /** When it was offered, and when that is to be looked after; see {@link Timeline#upMs}. */
  long offeredUpMs;

  long lookAtUpMs;

  @Nullable Lane slot;
  @Nullable Invocation invocation;

  /** A RUNNING move that the recorder has not taken yet, or null. */
  Recorder.@Nullable Entry unsentRunning;

  @Nullable TicketQueue queue;
  @Nullable Ticket queueNext;
  @Nullable Ticket queuePrevious;
  @Nullable Ticket jobNext;
  @Nullable Ticket jobPrevious;

  Ticket(OpenExecution execution, ActiveJob job) {
    this.executionKey = execution.executionKey();
    this.job = job;
    this.scheduledAtMs = execution.scheduledAtMs();
    this.cause = execution.cause();
    this.jobVersion = execution.job().version();
    this.dueAtMs = execution.dueAtMs();
    this.heldDueAtMs = execution.dueAtMs();
    this.retryCount = execution.retryCount();
    this.startedAtMs = execution.startedAtMs();
    this.called = execution.called();
    this.running = called != null;
    this.inherited = running;
  }

  /** The job version that the latest attempt calls; throws before the first. */
  JobSnapshot called() {
    return Objects.requireNonNull(called, "not called");
  }

  /** Whether no attempt was ever started, as far as the store knows. */
  boolean isUnsent() {
    return startedAtMs == 0 && retryCount == 0 && !running;
  }

  /** Why no attempt may follow, or null. */
  @Nullable String stopReason() {
    return cancelReason != null ? cancelReason : retryBan;
  }

  /** Takes the ticket out of the queue that it stands in, if any. */
  void unqueue() {
    TicketQueue from = queue;
    if (from != null) {
      from.remove(this);
    }
  }
}
