package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobChange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries an edit, pause or delete through the plan. While the store changes the job nothing of it
 * is sent; before that, calls under way are made RUNNING in the store, so that the change can tell
 * them from plans. Afterwards the memory drops exactly what the store dropped. Confined to the
 * engine's thread.
 */
final class Changes {
  private final ActiveJobs jobs;
  private final TimerWheel timer;
  private final Dispatcher dispatcher;
  private final Attempts attempts;
  private final Recorder recorder;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final Consumer<Ticket> due;

  /**
   * @param due takes an execution that may be sent
   */
  Changes(
      ActiveJobs jobs,
      TimerWheel timer,
      Dispatcher dispatcher,
      Attempts attempts,
      Recorder recorder,
      Mailbox mailbox,
      Timeline timeline,
      Consumer<Ticket> due) {
    this.jobs = jobs;
    this.timer = timer;
    this.dispatcher = dispatcher;
    this.attempts = attempts;
    this.recorder = recorder;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.due = due;
  }

  void begin(
      JobSnapshot snapshot,
      Supplier<CompletionStage<ChangeResult>> change,
      CompletableFuture<ChangeResult> answer) {
    ActiveJob job = jobs.get(snapshot);
    job.holds++;
    job.forEach(this::hold);
    recorder.whenFlushed(
        () ->
            Failures.guard(change)
                .whenComplete(
                    (result, error) -> mailbox.post(() -> end(job, result, error, answer))),
        error -> end(job, null, error, answer));
  }

  /** What is under way becomes RUNNING in the store, what waits for a slot does not get one. */
  private void hold(Ticket ticket) {
    if (ticket.place == Ticket.Place.WAITING) {
      dispatcher.withdraw(ticket);
      due.accept(ticket);
    } else {
      attempts.markRunning(ticket);
    }
  }

  private void end(
      ActiveJob job,
      @Nullable ChangeResult result,
      @Nullable Throwable error,
      CompletableFuture<ChangeResult> answer) {
    job.holds--;
    if (result instanceof ChangeResult.Changed changed) {
      apply(job, changed);
    } else if (result instanceof ChangeResult.Deleted) {
      long deadlineMs = job.snapshot.definition().startDeadlineMs();
      job.forEach(ticket -> cancel(ticket, deadlineMs, JobChange.DELETED));
    }
    if (job.holds == 0) {
      for (Ticket ticket = job.parked.poll(); ticket != null; ticket = job.parked.poll()) {
        due.accept(ticket);
      }
    }
    jobs.forgetIfIdle(job);
    if (result != null) {
      answer.complete(result);
    } else {
      answer.completeExceptionally(
          error == null ? new IllegalStateException() : Failures.unwrap(error));
    }
  }

  private void apply(ActiveJob job, ChangeResult.Changed changed) {
    JobSnapshot current = changed.job().snapshot();
    long deadlineMs = job.snapshot.definition().startDeadlineMs();
    if (current.version() > job.snapshot.version()) {
      job.snapshot = current;
    }
    if (changed.job().isActive()) {
      job.forEach(ticket -> follow(ticket, changed.cutMs()));
    } else {
      job.forEach(ticket -> cancel(ticket, deadlineMs, JobChange.PAUSED));
    }
  }

  /** The job goes on: plans from the cut on are gone, earlier ones follow the new version. */
  private void follow(Ticket ticket, long cutMs) {
    boolean isPlan = ticket.cause == Cause.SCHEDULE && ticket.isUnsent() && !ticket.unsure;
    if (isPlan && ticket.scheduledAtMs >= cutMs && standsIdle(ticket)) {
      withdraw(ticket);
      jobs.release(ticket);
    }
  }

  /**
   * The job stops: what waits was cancelled by the store, what is under way ends without retry.
   * What the store may have left alone, because a call was or could be under way or because it
   * should have expired, ends here.
   */
  private void cancel(Ticket ticket, long deadlineMs, JobChange change) {
    String reason = ticket.inherited ? change.cancelledUnknown() : change.cancelled();
    if (!standsIdle(ticket)) {
      ticket.retryBan = reason;
      return;
    }
    withdraw(ticket);
    boolean isExpired = timeline.nowMs() - ticket.scheduledAtMs > deadlineMs;
    if (ticket.running || ticket.unsure || isExpired) {
      ticket.place = Ticket.Place.LEAVING;
      recorder.add(
          ticket, Moves.ended(ticket, ExecutionState.CANCELLED, timeline.wallMs(), reason));
    } else {
      jobs.release(ticket);
    }
  }

  private static boolean standsIdle(Ticket ticket) {
    return switch (ticket.place) {
      case TIMER, WAITING, PARKED -> true;
      case STARTING, IN_FLIGHT, LEAVING, GONE -> false;
    };
  }

  private void withdraw(Ticket ticket) {
    switch (ticket.place) {
      case TIMER -> timer.remove(ticket);
      case WAITING -> dispatcher.withdraw(ticket);
      case PARKED -> ticket.unqueue();
      case STARTING, IN_FLIGHT, LEAVING, GONE -> throw new IllegalStateException("not idle");
    }
  }
}
