package io.carillon.engine;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.Notice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries an edit, pause or delete through the plan. While the store changes the job nothing of it
 * is sent; before that, calls that wait for a connection are taken back, and those under way are
 * made RUNNING in the store, so that the change can tell them from plans. Afterwards the memory
 * drops exactly what the store dropped. Confined to the engine's thread.
 */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  private final ActiveJobs jobs;
  private final WaitingPlaces places;
  private final Attempts attempts;
  private final Recorder recorder;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final Consumer<Ticket> due;
  private final Consumer<Runnable> hear;

  /**
   * @param due takes an execution that may be sent
   * @param hear runs what it is given when the changes of other nodes up to now are known
   */
  Changes(
      ActiveJobs jobs,
      WaitingPlaces places,
      Attempts attempts,
      Recorder recorder,
      Mailbox mailbox,
      Timeline timeline,
      Consumer<Ticket> due,
      Consumer<Runnable> hear) {
    this.jobs = jobs;
    this.places = places;
    this.attempts = attempts;
    this.recorder = recorder;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.due = due;
    this.hear = hear;
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
            mailbox.ask(
                change,
                result -> changed(job, snapshot, result, answer),
                error -> unchanged(job, error, answer)),
        error -> unchanged(job, error, answer));
  }

  /** Another node changed or deleted a job: what it removed goes, and what it left stops. */
  void heard(Notice notice) {
    ActiveJob job = jobs.find(notice.job());
    if (job == null) {
      return;
    }
    switch (notice) {
      case Notice.Changed changed -> {
        follow(job, changed);
        job.forEach(ticket -> heard(ticket, changed));
      }
      case Notice.Deleted deleted ->
          job.forEach(ticket -> stop(ticket, deleted.cutMs(), JobChange.DELETED));
      case Notice.CancelAsked _ -> {}
    }
    jobs.forgetIfIdle(job);
  }

  private static void follow(ActiveJob job, Notice.Changed changed) {
    if (changed.version() > job.snapshot.version()) {
      try {
        job.snapshot = changed.snapshot().get();
      } catch (RuntimeException e) {
        LOG.error("version {} of jobId {} cannot be read", changed.version(), changed.job(), e);
      }
    }
  }

  /** What was planned or claimed under the version or a later one is not meant. */
  private void heard(Ticket ticket, Notice.Changed changed) {
    if (ticket.jobVersion >= changed.version()) {
      return;
    }
    if (changed.isActive()) {
      follow(ticket, changed.cutMs());
    } else {
      stop(ticket, changed.cutMs(), JobChange.PAUSED);
    }
  }

  /** The store removed plans from the cut on and left the rest to this node. */
  private void stop(Ticket ticket, long cutMs, JobChange change) {
    if (!withdraw(ticket)) {
      ticket.retryBan = reason(ticket, change);
      return;
    }
    if (isPlan(ticket) && ticket.scheduledAtMs >= cutMs) {
      jobs.release(ticket);
    } else {
      end(ticket, change);
    }
  }

  /** Lets go of everything that is not under way; the keys of what is. */
  Set<Long> keepUnderWay() {
    Set<Long> underWay = new HashSet<>();
    List<Ticket> idle = new ArrayList<>();
    jobs.forEach(
        ticket -> {
          if (WaitingPlaces.waits(ticket)) {
            idle.add(ticket);
          } else {
            underWay.add(ticket.executionKey);
          }
        });
    for (Ticket ticket : idle) {
      places.withdraw(ticket);
      jobs.release(ticket);
    }
    return underWay;
  }

  /** Takes the execution out of where it waits; false when it is on its way. */
  private boolean withdraw(Ticket ticket) {
    return places.withdraw(ticket) || attempts.withdraw(ticket);
  }

  /**
   * What is under way becomes RUNNING in the store, what waits for a slot does not get one, and
   * what waits for a connection is not sent on it.
   */
  private void hold(Ticket ticket) {
    if (ticket.place == Ticket.Place.WAITING) {
      places.withdraw(ticket);
      due.accept(ticket);
    } else if (attempts.withdraw(ticket)) {
      due.accept(ticket);
    } else {
      attempts.markRunning(ticket);
    }
  }

  private void changed(
      ActiveJob job,
      JobSnapshot read,
      ChangeResult result,
      CompletableFuture<ChangeResult> answer) {
    if (result instanceof ChangeResult.Changed changed) {
      apply(job, read.definition().startDeadlineMs(), changed);
    } else if (result instanceof ChangeResult.Deleted deleted) {
      long deadlineMs = deleted.last().definition().startDeadlineMs();
      job.forEach(ticket -> cancel(ticket, deadlineMs, JobChange.DELETED));
    }
    end(job);
    answer.complete(result);
  }

  private void unchanged(ActiveJob job, Throwable error, CompletableFuture<ChangeResult> answer) {
    end(job);
    answer.completeExceptionally(error);
  }

  /** Another node may have changed the job before: what that stopped is not to be sent. */
  private void end(ActiveJob job) {
    hear.accept(() -> letGo(job));
  }

  private void letGo(ActiveJob job) {
    job.holds--;
    if (job.holds == 0) {
      for (Ticket ticket = job.parked.poll(); ticket != null; ticket = job.parked.poll()) {
        due.accept(ticket);
      }
    }
    jobs.forgetIfIdle(job);
  }

  /**
   * @param deadlineMs the start deadline before the change, by which the store goes
   */
  private void apply(ActiveJob job, long deadlineMs, ChangeResult.Changed changed) {
    JobSnapshot current = changed.job().snapshot();
    if (current.version() > job.snapshot.version()) {
      job.snapshot = current;
    }
    job.forEach(
        ticket -> {
          if (ticket.jobVersion >= current.version()) {
            return; // Planned or asked for since.
          }
          if (changed.job().isActive()) {
            follow(ticket, changed.cutMs());
          } else {
            cancel(ticket, deadlineMs, JobChange.PAUSED);
          }
        });
  }

  /** The job goes on: plans from the cut on are gone, earlier ones follow the new version. */
  private void follow(Ticket ticket, long cutMs) {
    boolean isTakenBack = attempts.withdraw(ticket);
    boolean isGone = isPlan(ticket) && ticket.scheduledAtMs >= cutMs;
    if (isGone && (isTakenBack || places.withdraw(ticket))) {
      jobs.release(ticket);
    } else if (isTakenBack) {
      due.accept(ticket);
    }
  }

  /**
   * The job stops: what waits was cancelled by the store, what is under way ends without retry.
   * What the store may have left alone, because a call was or could be under way or because it
   * should have expired, ends here.
   */
  private void cancel(Ticket ticket, long deadlineMs, JobChange change) {
    if (!withdraw(ticket)) {
      ticket.retryBan = reason(ticket, change);
      return;
    }
    boolean isExpired = timeline.nowMs() - ticket.scheduledAtMs > deadlineMs;
    if (ticket.running || ticket.unsure || isExpired) {
      end(ticket, change);
    } else {
      jobs.release(ticket);
    }
  }

  private void end(Ticket ticket, JobChange change) {
    recorder.end(ticket, ExecutionState.CANCELLED, reason(ticket, change));
  }

  private static String reason(Ticket ticket, JobChange change) {
    return ticket.inherited ? change.cancelledUnknown() : change.cancelled();
  }

  private static boolean isPlan(Ticket ticket) {
    return ticket.cause == Cause.SCHEDULE && ticket.isUnsent() && !ticket.unsure;
  }
}
