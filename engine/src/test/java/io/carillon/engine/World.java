package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NodeLoad.Vitals;
import io.carillon.core.port.OpenExecution;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One node with a store and a network, all in memory and on the test's thread: nothing happens but
 * what the test lets happen.
 */
final class World {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** As the engine's loop: what waits for a pause to end is looked at this often. */
  private static final long IDLE_MS = 50;

  final EngineConfig config;

  final ManualClock clock;
  final MemoryLedger store;
  final MemoryQueue.@Nullable View queue;
  final ScriptedInvoker invoker;
  final HeardListener heard = new HeardListener();
  Turn turn;
  private final SplittableRandom random;

  World() {
    this(EngineConfig.defaults("node-1"));
  }

  World(EngineConfig config) {
    this(config, 1);
  }

  World(EngineConfig config, long seed) {
    this(config, seed, startClock());
  }

  private World(EngineConfig config, long seed, ManualClock clock) {
    this(config, seed, clock, new MemoryLedger(clock));
  }

  World(EngineConfig config, long seed, ManualClock clock, MemoryLedger store) {
    this(config, seed, clock, store, null);
  }

  World(
      EngineConfig config,
      long seed,
      ManualClock clock,
      MemoryLedger store,
      MemoryQueue.@Nullable View queue) {
    this.config = config;
    this.queue = queue;
    this.clock = clock;
    this.store = store;
    this.invoker = new ScriptedInvoker(clock);
    this.random = new SplittableRandom(seed);
    turn = newTurn();
  }

  /** A world whose node has started. */
  static World started() {
    World world = new World();
    world.start();
    return world;
  }

  /** A millisecond after {@link #START}, so that no cron occurrence is due at once. */
  static ManualClock startClock() {
    return new ManualClock(START.plusMillis(1));
  }

  private Turn newTurn() {
    return new Turn(
        config,
        clock,
        store,
        queue,
        invoker,
        () -> Vitals.NONE,
        Configs.NO_QUOTA,
        new GuardedListener(heard),
        random);
  }

  /** Takes over; asks again while the store fails. */
  void start() {
    long askedUpMs = turn.timeline.upMs();
    store
        .takeOver(config.nodeName())
        .whenComplete(
            (takeover, error) -> {
              if (error == null) {
                turn.mailbox.post(() -> turn.takeOver(takeover, askedUpMs));
              } else {
                start();
              }
            });
    settle();
  }

  /** The process dies: memory, calls and writes that were not committed are gone. */
  void crash() {
    store.transactions.crash();
    if (queue != null) {
      queue.crash();
    }
    invoker.crash();
    turn = newTurn();
  }

  /** Another node has ended the term: everything is forgotten, as {@link Engine} does. */
  void beginAnew() {
    Turn ended = turn;
    turn = newTurn();
    ended.giveWayTo(turn);
  }

  /** Lets some of what could happen now happen, in any order. */
  void stepPartly(Random random) {
    for (int i = random.nextInt(6); i >= 0; i--) {
      switch (random.nextInt(queue == null ? 4 : 7)) {
        case 0 -> turn.run();
        case 1 -> store.transactions.commitAny(random);
        case 2 -> store.transactions.deliver();
        case 3 -> invoker.run();
        case 4 -> reach(queue).transactions.commit();
        case 5 -> reach(queue).transactions.deliver();
        default -> reach(queue).serve();
      }
    }
    turn.run();
  }

  private static MemoryQueue.View reach(MemoryQueue.@Nullable View queue) {
    return Objects.requireNonNull(queue);
  }

  /** Lets everything happen that happens without time passing. */
  void settle() {
    int work;
    do {
      work = run();
    } while (work > 0);
  }

  /** Lets each part do what it can; returns how much that was. */
  int run() {
    return turn.run()
        + store.transactions.run()
        + invoker.run()
        + (queue == null ? 0 : queue.run());
  }

  /** For how long {@link #run} has nothing to do, at most the limit. */
  long idleMs(long limitMs) {
    long idleMs = Math.min(turn.idleNanos(limitMs) / 1_000_000, invoker.idleMs(limitMs));
    return queue == null ? idleMs : Math.min(idleMs, queue.idleMs(limitMs));
  }

  /** Lets time pass, and everything happen at its millisecond. */
  void advance(long ms) {
    long left = ms;
    while (left > 0) {
      long limit = Math.min(left, IDLE_MS);
      long step = Math.max(1, idleMs(limit));
      clock.advance(Duration.ofMillis(step));
      left -= step;
      settle();
    }
  }

  /** Lets time pass up to this many milliseconds after {@link #START}. */
  void advanceTo(long sinceStartMs) {
    advance(sinceStartMs - sinceStart(clock.wallMs()));
  }

  static long sinceStart(long epochMs) {
    return epochMs - START.toEpochMilli();
  }

  MemoryJob create(JobDraft draft) {
    MemoryJob job = add(draft);
    settle();
    return job;
  }

  /** As {@link #create}, without letting anything happen yet. */
  MemoryJob add(JobDraft draft) {
    MemoryJob job =
        store.jobs.create(
            new JobId(new UUID(0x7000, store.jobs.all().size() + 1L)), draft.build(), true);
    turn.mailbox.post(turn.planner::planSoon);
    return job;
  }

  Answer<ChangeResult> edit(MemoryJob job, JobDraft draft) {
    return edit(job.snapshot, draft.build(), true);
  }

  Answer<ChangeResult> pause(MemoryJob job) {
    return edit(job.snapshot, job.snapshot.definition(), false);
  }

  Answer<ChangeResult> resume(MemoryJob job) {
    return edit(job.snapshot, job.snapshot.definition(), true);
  }

  Answer<ChangeResult> edit(JobSnapshot read, JobDefinition definition, boolean isActive) {
    return change(
        read,
        () -> store.jobs.change(store.nodeKey(), read.id(), read.version(), definition, isActive));
  }

  Answer<ChangeResult> delete(MemoryJob job) {
    JobId id = job.snapshot.id();
    return change(job.snapshot, () -> store.jobs.delete(store.nodeKey(), id, null));
  }

  private Answer<ChangeResult> change(JobSnapshot read, Supplier<ChangeResult> change) {
    Answer<ChangeResult> answer = Answer.awaited();
    turn.mailbox.post(
        () -> {
          turn.changes.begin(
              read,
              () -> store.transactions.submit(Transactions.Urgency.URGENT, false, change),
              answer.stage());
          turn.planner.planSoon();
        });
    return answer;
  }

  Answer<Optional<OpenExecution>> trigger(MemoryJob job) {
    Answer<Optional<OpenExecution>> answer = Answer.awaited();
    JobId id = job.snapshot.id();
    turn.mailbox.post(
        () ->
            turn.requests.request(
                turn.lease(), id, Cause.MANUAL, null, Caller.SYSTEM, answer.stage()));
    return answer;
  }

  Answer<Ledger.Cancelled> cancel(MemoryRow row) {
    Answer<Ledger.Cancelled> answer = Answer.awaited();
    JobId id = row.job.snapshot.id();
    turn.mailbox.post(() -> turn.cancels.cancel(id, new ExecutionId(row.key), answer.stage()));
    return answer;
  }

  /** When calls were made, in milliseconds after {@link #START}. */
  List<Long> callTimes() {
    return invoker.calls().stream().map(made -> sinceStart(made.madeAtMs)).toList();
  }

  /** For which instants calls were made, in milliseconds after {@link #START}. */
  List<Long> calledInstants() {
    return invoker.calls().stream().map(made -> sinceStart(made.call.scheduledAtMs())).toList();
  }

  static List<ExecutionState> states(MemoryJob job) {
    return job.rows.stream().map(row -> row.state).toList();
  }

  /** The newest call. */
  ScriptedInvoker.Made lastCall() {
    return invoker.calls().getLast();
  }

  /** Deletes all jobs, ends what is under way, and checks that nothing is left in memory. */
  void assertLeavesNothing() {
    for (MemoryJob job : store.jobs.all()) {
      if (!job.isDeleted) {
        delete(job);
      }
    }
    settle();
    invoker.underWay().forEach(made -> made.answer(200));
    settle();
    advance(1_000);
    assertThat(store.rows.openCount()).as("open rows").isZero();
    assertThat(store.rows.running()).as("turns taken").isZero();
    assertNothingHeld();
  }

  /** Checks that the engine keeps nothing in memory. */
  void assertNothingHeld() {
    List<String> tickets = new ArrayList<>();
    turn.jobs.forEach(
        ticket ->
            tickets.add(
                "%s %s due %d running=%s unsure=%s of version %d"
                    .formatted(
                        new ExecutionId(ticket.executionKey),
                        ticket.place,
                        ticket.dueAtMs,
                        ticket.running,
                        ticket.unsure,
                        ticket.job.snapshot.version())));
    assertThat(turn.jobs.held()).as("tickets %s", tickets).isZero();
    assertThat(turn.jobs.size()).as("jobs").isZero();
    assertThat(turn.timer.size()).as("timer").isZero();
    assertThat(turn.dispatcher.inFlight()).as("slots taken").isZero();
    assertThat(turn.dispatcher.waiting()).as("waiting").isZero();
    assertThat(turn.offers.size()).as("offered").isZero();
    assertThat(turn.spiller.spilled()).as("spilled").isZero();
    assertThat(turn.dispatcher.lanes()).as("lanes").isZero();
    assertThat(turn.recorder.backlog()).as("unrecorded moves").isZero();
  }
}
