package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.NodeLoad.Vitals;
import io.carillon.core.port.Notice;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.ReadyQueue;
import io.carillon.core.port.Start;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The engine's parts, wired, and one turn of its loop. Does nothing by itself: whoever calls {@link
 * #run} again and again owns all the state. The parts are package-private on purpose, each a role.
 */
final class Turn {
  private static final int MESSAGES_MAX = 4_096;
  private static final int SENDS_MAX = 1_024;
  private static final long NANOS_PER_MS = 1_000_000;

  /** A clock that goes back further was wrong; less is a correction, and jobs wait for it. */
  private static final long WRONG_MS_MIN = 60_000;

  /** The wall clock's milliseconds have no fraction: near a due time it is read this often. */
  private static final long FINE_WAIT_NANOS = 200_000;

  final ActiveJobs jobs = new ActiveJobs();
  final Mailbox mailbox = new Mailbox();
  final Timeline timeline;
  final TimerWheel timer;
  final Recorder recorder;
  final Starter starter;
  final Attempts attempts;
  final Sender sender;
  final Dispatcher dispatcher;
  final Spiller spiller;
  final Offers offers;
  final Taker taker;
  final Planner planner;
  final Changes changes;
  final Cancels cancels;
  final Requests requests;
  final LeaseKeeper keeper;
  private final Ledger ledger;
  private final Supplier<Vitals> vitals;
  private final EngineConfig config;
  private final Aftermath aftermath;
  private final Burst burst;
  private final Preconnector preconnector;
  private @Nullable Lease lease;
  private boolean wasTrusted;
  private boolean paused;
  private int fullest;
  private boolean stopping;

  /** Executions that came due in this turn, without those that ask again for their job's turn. */
  private int newlyDue;

  Turn(
      EngineConfig config,
      Clock clock,
      Ledger ledger,
      @Nullable ReadyQueue queue,
      Invoker invoker,
      Supplier<Vitals> vitals,
      IntUnaryOperator namespaceInFlightMax,
      EngineListener listener,
      RandomGenerator random) {
    this.config = config;
    this.vitals = vitals;
    this.ledger = ledger;
    timeline = new Timeline(clock, config.planAheadMs());
    timer = new TimerWheel(timeline.nowMs());
    recorder = new Recorder(config, ledger, mailbox, timeline, listener);
    starter = new Starter(ledger, mailbox, timeline, listener);
    attempts =
        new Attempts(
            config,
            invoker,
            mailbox,
            timeline,
            recorder,
            random,
            this::freeSlot,
            jobs::release,
            this::leaseLasts,
            this::due);
    sender =
        new Sender(
            timeline,
            recorder,
            starter,
            attempts,
            this::isTrusted,
            this::freeSlot,
            timer::add,
            jobs::release);
    dispatcher = new Dispatcher(config, jobs, namespaceInFlightMax, sender::send, this::spill);
    burst = new Burst(config, timeline, recorder, dispatcher);
    preconnector = new Preconnector(timeline, timer, dispatcher, invoker);
    boolean calls = config.roles().calls();
    spiller =
        new Spiller(ledger, mailbox, timeline, jobs, dispatcher, listener, this::admit, calls);
    offers =
        new Offers(
            ledger, queue, mailbox, timeline, jobs, listener, spiller::add, Offers.CHECK_MAX);
    taker = new Taker(ledger, calls ? queue : null, mailbox, timeline, listener, this::admit);
    planner =
        new Planner(config, ledger, mailbox, timeline, listener, this::admit, offers::cameBack);
    aftermath = new Aftermath(jobs, timer, recorder, timeline, listener, this::due);
    keeper =
        new LeaseKeeper(
            ledger, mailbox, timeline, listener, spiller::mark, this::heard, planner::planSoon);
    WaitingPlaces places = new WaitingPlaces(timer, dispatcher, offers);
    changes =
        new Changes(jobs, places, attempts, recorder, mailbox, timeline, this::due, keeper::hear);
    cancels = new Cancels(jobs, places, recorder, ledger, mailbox, timeline);
    requests = new Requests(ledger, mailbox, this::admit);
  }

  /** Does what there is to do now, in bounded portions, and returns how much it did. */
  int run() {
    long lastMs = timeline.nowMs();
    if (timeline.advance()) {
      timer.rebase(timeline.nowMs());
      wentBack(lastMs - timeline.nowMs());
    }
    // Before any message: what they bring must not be sent by a node that slept too long.
    keeper.wake();
    pauseWhenUnfit();
    int work = mailbox.drain(MESSAGES_MAX);
    Lease held = lease;
    if (held == null || keeper.isLost()) {
      return work;
    }
    keeper.step(this::measureLoad);
    pauseWhenUnfit();
    work += dispatcher.dispatch(SENDS_MAX);
    if (!stopping) {
      newlyDue = 0;
      work += timer.advance(timeline.nowMs(), this::cameDue);
      burst.due(newlyDue);
      if (config.roles().calls()) {
        preconnector.step();
      }
    }
    work += attempts.step();
    cancels.step();
    work += starter.step(held, this::started);
    work += offers.step(held);
    boolean claims = isSending() && keeper.mayClaim();
    work += taker.step(held, claims ? config.heldMax() - jobs.held() : 0);
    work += spiller.step(held, claims);
    if (stopping || !burst.isUnderWay()) {
      work += recorder.step(held, aftermath);
      work += keeper.mayClaim() && planner.step(held, jobs.held()) ? 1 : 0;
    }
    return work;
  }

  /**
   * For how long {@link #run} has nothing to do unless a message comes, nanoseconds; at most the
   * limit. 0: there is something to do.
   */
  long idleNanos(long limitMs) {
    if (lease == null || keeper.isLost()) {
      return limitMs * NANOS_PER_MS;
    }
    long plannedUpMs = keeper.mayClaim() ? planner.nextRoundAtUpMs() : Long.MAX_VALUE;
    long roundAtUpMs = burst.isUnderWay() ? burst.endUpMs() : plannedUpMs;
    long nextUpMs =
        Math.min(
            Math.min(roundAtUpMs, attempts.nextStepUpMs()),
            Math.min(keeper.nextStepUpMs(), cancels.nextStepUpMs()));
    nextUpMs = Math.min(nextUpMs, Math.min(offers.nextStepUpMs(), taker.nextStepUpMs()));
    long idleMs = Math.min(limitMs, nextUpMs - timeline.upMs());
    long nowMs = timeline.nowMs();
    long dueMs = stopping ? Long.MAX_VALUE : timer.nextDueMs(nowMs + idleMs + 1) - nowMs;
    if (idleMs <= 0 || dueMs <= 0) {
      return 0;
    }
    // What is due is sent on its millisecond, whose beginning the clock does not tell beforehand.
    return dueMs <= idleMs
        ? Math.max(FINE_WAIT_NANOS, (dueMs - 1) * NANOS_PER_MS)
        : idleMs * NANOS_PER_MS;
  }

  /**
   * The node may send.
   *
   * @param askedUpMs when it asked for that; see {@link Timeline#upMs}
   */
  void takeOver(Ledger.Takeover takeover, long askedUpMs) {
    lease = takeover.lease();
    keeper.begin(takeover.lease(), askedUpMs);
    takeover.spilledDestinations().forEach(spiller::mark);
  }

  @Nullable Lease lease() {
    return lease;
  }

  /**
   * Plans and sends nothing more; what is under way goes on. Where other nodes may go on with the
   * rest, it is given back.
   */
  void stop() {
    if (stopping) {
      return;
    }
    stopping = true;
    planner.stop();
    taker.stop();
    dispatcher.pause(true);
    Lease held = lease;
    if (held != null && held.expires() && !keeper.isLost()) {
      var _ = Failures.guard(() -> ledger.release(held, changes.keepUnderWay()));
    }
  }

  /**
   * The term is lost: what is in memory is in other hands and forgotten, its calls are aborted, and
   * another turn goes on.
   */
  void giveWayTo(Turn next) {
    taker.stop();
    next.taker.follow(taker);
    jobs.forEach(Attempts::abort);
  }

  /** Ends the term, when {@link #stop} was called before. */
  CompletionStage<Void> release() {
    Lease held = lease;
    keeper.end();
    return held == null || !held.expires() || keeper.isLost()
        ? CompletableFuture.completedFuture(null)
        : Failures.guard(() -> ledger.release(held, Set.of()));
  }

  private NodeLoad measureLoad() {
    fullest = dispatcher.fullestPercent();
    return load();
  }

  /** What there is to do now; what each destination has is looked at with each renewal. */
  NodeLoad load() {
    return new NodeLoad(
        dispatcher.inFlight(),
        jobs.held(),
        dispatcher.waiting(),
        config.roles().calls() ? config.inFlightMax() : 0,
        fullest,
        vitals.get());
  }

  /** Whether calls may be made and outcomes be kept. */
  boolean isSending() {
    return lease != null && !paused && !stopping;
  }

  /** Whether planning rounds are made, and succeed. */
  boolean isPlanning() {
    return keeper.mayClaim() && planner.isHealthy();
  }

  /** Takes an execution into memory. */
  void admit(OpenExecution execution) {
    Ticket ticket = jobs.admit(execution);
    ticket.dueAtMs -= config.roles().calls() ? 0 : Offers.AHEAD_MS;
    if (ticket.inherited && !Attempts.mayRepeat(ticket)) {
      recorder.end(ticket, ExecutionState.FAILED, Attempts.UNKNOWN);
    } else if (ticket.dueAtMs <= timeline.nowMs()) {
      due(ticket);
    } else {
      timer.add(ticket);
    }
  }

  private void cameDue(Ticket ticket) {
    newlyDue += ticket.job.queuedOne == ticket ? 0 : 1;
    due(ticket);
  }

  private void due(Ticket ticket) {
    if (ticket.job.holds > 0) {
      ticket.place = Ticket.Place.PARKED;
      ticket.job.parked.add(ticket);
    } else if (config.roles().calls()) {
      dispatcher.offer(ticket);
    } else {
      offers.add(ticket);
    }
  }

  private void started(Ticket ticket, Start.@Nullable Result result) {
    if (result == Start.Result.STARTED) {
      aftermath.started(ticket);
    }
    sender.started(ticket, result);
  }

  private void spill(Ticket ticket) {
    spiller.add(ticket);
  }

  private void freeSlot(Ticket ticket) {
    dispatcher.freeSlot(ticket);
  }

  private boolean isTrusted() {
    return keeper.isTrusted();
  }

  private boolean leaseLasts() {
    return keeper.lasts();
  }

  private void pauseWhenUnfit() {
    if (lease == null) {
      return;
    }
    boolean trusted = keeper.isTrusted();
    boolean unfit = recorder.backlog() >= config.settleBacklogMax() || !trusted;
    if (unfit != paused && !stopping) {
      paused = unfit;
      dispatcher.pause(paused);
    }
    if (wasTrusted && !trusted) {
      jobs.forEach(attempts::takeBack);
    }
    wasTrusted = trusted;
  }

  /** Where there are other nodes the store's clock keeps a wrong one from planning. */
  private void wentBack(long ms) {
    Lease held = lease;
    if (ms > WRONG_MS_MIN && held != null && !held.expires()) {
      planner.timeWasWrong();
    }
  }

  private void heard(Notice notice) {
    if (notice instanceof Notice.CancelAsked asked) {
      cancels.heard(asked);
    } else {
      changes.heard(notice);
    }
  }
}
