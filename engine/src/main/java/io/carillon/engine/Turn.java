package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The engine's parts, wired, and one turn of its loop. Does nothing by itself: whoever calls {@link
 * #run} again and again owns all the state. The parts are package-private on purpose, each a role.
 */
final class Turn {
  private static final int MESSAGES_MAX = 4_096;
  private static final int SENDS_MAX = 1_024;

  final ActiveJobs jobs = new ActiveJobs();
  final Mailbox mailbox = new Mailbox();
  final Timeline timeline;
  final TimerWheel timer;
  final Recorder recorder;
  final Starter starter;
  final Sender sender;
  final Dispatcher dispatcher;
  final Spiller spiller;
  final Planner planner;
  final Changes changes;
  private final EngineConfig config;
  private final Clock clock;
  private final Aftermath aftermath;
  private @Nullable Lease lease;
  private boolean paused;
  private boolean stopping;

  Turn(
      EngineConfig config,
      Clock clock,
      Ledger ledger,
      Invoker invoker,
      EngineListener listener,
      RandomGenerator random) {
    this.config = config;
    this.clock = clock;
    timeline = new Timeline(clock, config.planAheadMs());
    timer = new TimerWheel(timeline.nowMs());
    recorder = new Recorder(config, ledger, mailbox, clock, listener);
    starter = new Starter(ledger, mailbox, clock, listener);
    sender =
        new Sender(
            config,
            invoker,
            mailbox,
            clock,
            recorder,
            starter,
            random,
            this::freeSlot,
            timer::add,
            jobs::release);
    spiller = new Spiller(ledger, mailbox, jobs, listener, this::admit);
    dispatcher = new Dispatcher(config, jobs, this::send, spiller::add);
    planner = new Planner(config, ledger, mailbox, clock, listener, this::admit);
    aftermath = new Aftermath(jobs, timer, recorder, clock, listener, this::due);
    changes = new Changes(jobs, timer, dispatcher, sender, recorder, mailbox, clock, this::due);
  }

  /** Does what there is to do now, in bounded portions, and returns how much it did. */
  int run() {
    if (timeline.advance()) {
      timer.rebase(timeline.nowMs());
    }
    int work = mailbox.drain(MESSAGES_MAX);
    Lease held = lease;
    if (held == null) {
      return work;
    }
    pauseWhenBacklogged();
    long nowMs = timeline.nowMs();
    work += dispatcher.dispatch(SENDS_MAX);
    if (!stopping) {
      work += timer.advance(nowMs, this::due);
    }
    work += sender.step(nowMs);
    work += starter.step(held, sender::started);
    work += recorder.step(held, nowMs, aftermath);
    work += spiller.step(held, nowMs, dispatcher);
    work += planner.step(held, nowMs, jobs.held()) ? 1 : 0;
    return work;
  }

  /** When {@link #run} has something to do although no message came; epoch milliseconds. */
  long nextRunMs(long limitMs) {
    long next = Math.min(limitMs, Math.min(planner.nextRoundAtMs(), sender.nextStepMs()));
    return stopping ? next : timer.nextDueMs(next);
  }

  /** The node may send. */
  void takeOver(Ledger.Takeover takeover) {
    lease = takeover.lease();
    for (int destinationKey : takeover.spilledDestinations()) {
      dispatcher.lane(destinationKey).spilled = true;
    }
  }

  @Nullable Lease lease() {
    return lease;
  }

  /** Plans and sends nothing more; what is under way goes on. */
  void stop() {
    stopping = true;
    planner.stop();
    dispatcher.pause(true);
  }

  /** Whether calls may be made and outcomes be kept. */
  boolean isSending() {
    return lease != null && !paused && !stopping;
  }

  /** Takes an execution into memory. */
  void admit(OpenExecution execution) {
    Ticket ticket = jobs.admit(execution);
    if (execution.state() != ExecutionState.RUNNING) {
      timer.add(ticket);
      return;
    }
    ticket.running = true;
    if (execution.job().definition().type() == DeliveryType.ATMOST_ONCE) {
      recorder.add(
          ticket,
          Moves.ended(
              ticket,
              ExecutionState.FAILED,
              clock.wallMs(),
              "the outcome is unknown: the node stopped during the call"));
    } else {
      timer.add(ticket);
    }
  }

  private void due(Ticket ticket) {
    if (ticket.job.holds > 0) {
      ticket.place = Ticket.Place.PARKED;
      ticket.job.parked.add(ticket);
    } else {
      dispatcher.offer(ticket);
    }
  }

  private void send(Ticket ticket) {
    sender.send(ticket, timeline.nowMs());
  }

  private void freeSlot(Ticket ticket) {
    dispatcher.freeSlot(ticket);
  }

  private void pauseWhenBacklogged() {
    boolean backlogged = recorder.backlog() >= config.settleBacklogMax();
    if (backlogged != paused && !stopping) {
      paused = backlogged;
      dispatcher.pause(paused);
    }
  }
}
