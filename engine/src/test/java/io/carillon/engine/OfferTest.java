package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A node that plans, one that calls, and the queue between them, which may fail as it likes. */
final class OfferTest {
  private static final long LEASE_MS = 10_000;
  private static final Roles PLANNER = new Roles(true, false);
  private static final Roles WORKER = new Roles(false, true);

  private final ManualClock clock = World.startClock();
  private final MemoryLedger store = new MemoryLedger(clock, LEASE_MS);
  private final MemoryQueue queue = new MemoryQueue(clock);
  private final World planner = node("planner", PLANNER, 1, store);
  private final World worker = node("worker", WORKER, 2, new MemoryLedger(store));

  private World node(String name, Roles roles, long seed, MemoryLedger view) {
    EngineConfig config = Configs.of(name, roles, Configs.DEFAULTS);
    return new World(config, seed, clock, view, queue.view());
  }

  private void start() {
    planner.start();
    worker.start();
  }

  private void advance(long ms, World... present) {
    for (long left = ms; left > 0; left--) {
      clock.advance(Duration.ofMillis(1));
      for (World world : present) {
        world.settle();
      }
    }
  }

  private void advance(long ms) {
    advance(ms, planner, worker);
  }

  private static MemoryQueue.View queueOf(World world) {
    return Objects.requireNonNull(world.queue);
  }

  /** That each second from one to another was called for once, so late at the most. */
  private void assertCalled(World by, int fromSecond, int toSecond, long lateMsMax) {
    List<Long> expected = new ArrayList<>();
    for (long second = fromSecond; second <= toSecond; second++) {
      expected.add(second * 1_000);
    }
    assertThat(by.calledInstants()).containsExactlyInAnyOrderElementsOf(expected);
    by.invoker
        .calls()
        .forEach(
            made ->
                assertThat(made.madeAtMs - made.call.scheduledAtMs())
                    .as("late")
                    .isBetween(0L, lateMsMax));
  }

  @Test
  void whatOneNodePlansAnotherCallsOnTime() {
    start();
    MemoryJob job = planner.create(JobDraft.of("* * * * * *"));
    advance(5_500);

    assertThat(planner.invoker.calls()).isEmpty();
    assertCalled(worker, 1, 5, 1);
    assertThat(World.states(job)).filteredOn(ExecutionState.SUCCESS::equals).hasSize(5);
    assertThat(queue.size()).isZero();
    assertThat(planner.turn.offers.size()).as("known to be taken").isLessThanOrEqualTo(1);
  }

  @Test
  void whatTheQueueLosesIsOfferedAgain() {
    start();
    planner.create(JobDraft.of("* * * * * *"));
    advance(2_500);
    int lost = 0;
    for (int i = 0; i < 3_000; i++) {
      clock.advance(Duration.ofMillis(1));
      planner.settle();
      if (i % 1_000 == 498) {
        lost += queue.size();
        queue.flush(); // What was offered in this millisecond, as nobody has taken it yet.
      }
      worker.settle();
    }
    assertThat(lost).isEqualTo(3);
    advance(2_500);

    assertCalled(worker, 1, 8, 1_000);
  }

  @Test
  void whatAWorkerHadAskedForWhenItLostItsTermIsOfferedAgain() {
    start();
    planner.create(JobDraft.of("* * * * * *"));
    advance(2_500);
    advance(LEASE_MS + 2_000, planner);
    while (!worker.turn.keeper.isLost()) { // The queue does not answer yet.
      clock.advance(Duration.ofMillis(1));
      worker.turn.run();
      worker.store.transactions.run();
    }
    int called = worker.invoker.calls().size();
    worker.beginAnew();
    worker.start();
    advance(1_000);

    assertThat(worker.heard.failures).isEmpty();
    assertThat(worker.invoker.calls().size() - called).isGreaterThan(10);
    advance(1_000);
    assertThat(queue.size()).isZero();
  }

  @Test
  void whileTheQueueIsDownTheStoreCarriesTheWork() {
    start();
    planner.create(JobDraft.of("* * * * * *"));
    advance(2_500);
    queueOf(planner).transactions.setDown(true);
    queueOf(worker).transactions.setDown(true);
    advance(6_000);
    assertThat(planner.turn.offers.isDown()).isTrue();
    assertThat(worker.turn.taker.isDown()).isTrue();
    assertCalled(worker, 1, 8, 600);

    queueOf(planner).transactions.setDown(false);
    queueOf(worker).transactions.setDown(false);
    advance(3_000);

    assertCalled(worker, 1, 11, 600);
    assertThat(planner.turn.offers.isDown()).isFalse();
    assertThat(worker.turn.taker.isDown()).isFalse();
  }

  @Test
  void thatTheQueueIsThereAgainIsSeenWithoutAnOffer() {
    start();
    queueOf(planner).transactions.setDown(true);
    planner.create(JobDraft.of("@at " + clock.now().plusMillis(2_000)));
    advance(5_000);
    assertThat(worker.invoker.calls()).hasSize(1);
    assertThat(planner.turn.offers.isDown()).isTrue();

    queueOf(planner).transactions.setDown(false);
    advance(1_500);

    assertThat(planner.turn.offers.isDown()).isFalse();
  }

  @Test
  void aQueueThatRepeatsAndBringsBackMakesNoCallTwice() {
    start();
    planner.create(JobDraft.of("* * * * * *"));
    Random random = new Random(7);
    for (int i = 0; i < 10_500; i++) {
      advance(1);
      if (i % 100 == 0) {
        queue.disturb(random);
      }
    }

    assertCalled(worker, 1, 10, 1_000);
  }

  @Test
  void whatADeadWorkerHadGotAnotherTakes() {
    World second = node("second", WORKER, 3, new MemoryLedger(store));
    start();
    second.start();
    planner.create(JobDraft.of("* * * * * *"));
    advance(3_500, planner, worker, second);
    worker.crash();
    advance(LEASE_MS + 6_000, planner, second);

    List<Long> called = new ArrayList<>(worker.calledInstants());
    called.addAll(second.calledInstants());
    assertThat(called).doesNotHaveDuplicates();
    for (long at = 1_000; at <= 19_000; at += 1_000) {
      assertThat(called).contains(at);
    }
  }

  @Test
  void aWorkerThatStopsGivesBackWhatItHasGot() {
    World second = node("second", WORKER, 3, new MemoryLedger(store));
    start();
    planner.create(JobDraft.of("* * * * * *"));
    advance(3_500);
    worker.turn.stop();
    worker.turn.release();
    worker.settle();
    second.start();
    advance(3_000, planner, second);

    List<Long> called = new ArrayList<>(worker.calledInstants());
    called.addAll(second.calledInstants());
    assertThat(called).containsExactlyInAnyOrder(1_000L, 2_000L, 3_000L, 4_000L, 5_000L, 6_000L);
    second
        .invoker
        .calls()
        .forEach(made -> assertThat(made.madeAtMs - made.call.scheduledAtMs()).isLessThan(100));
  }

  @Test
  void aPauseReachesWhatIsInTheQueue() {
    start();
    MemoryJob job = planner.create(JobDraft.of("* * * * * *"));
    advance(2_500, planner); // Offered, as nobody takes it.
    assertThat(queue.size()).isPositive();
    Answer<ChangeResult> paused = planner.pause(job);
    advance(1, planner);
    advance(3_000);

    assertThat(paused.isThere()).isTrue();
    assertThat(worker.invoker.calls()).isEmpty();
    assertThat(job.openRows).isEmpty();
    assertThat(queue.size()).isZero();
    assertThat(planner.turn.jobs.held()).isZero();
  }

  @Test
  void aCancelReachesWhatIsInTheQueueAndWhatWasTaken() {
    start();
    MemoryJob job = planner.create(JobDraft.of("@at " + clock.now().plusMillis(3_000)));
    advance(2_500, planner);
    Answer<Cancelled> first = planner.cancel(job.rows.getFirst());
    advance(1, planner);
    assertThat(first.value()).isEqualTo(Cancelled.DONE);

    MemoryJob other = planner.create(JobDraft.of("@at " + clock.now().plusMillis(3_000)));
    advance(2_500);
    Answer<Cancelled> second = planner.cancel(other.rows.getFirst());
    advance(1_000);
    assertThat(second.value()).isEqualTo(Cancelled.DONE);
    assertThat(worker.invoker.calls()).isEmpty();
    assertThat(queue.size()).isZero();
  }

  @Test
  void aTriggerIsCalledAtOnce() {
    start();
    MemoryJob job = planner.create(JobDraft.of("0 0 0 1 1 *"));
    advance(1_000);
    planner.trigger(job);
    advance(5);

    assertThat(worker.invoker.calls()).hasSize(1);
  }

  @Test
  void anExclusiveJobAndOneThatMayNotRepeatAreStartedDurably() {
    start();
    planner.create(JobDraft.of("* * * * * *").type(DeliveryType.ATMOST_ONCE));
    planner.create(JobDraft.of("* * * * * *").overlap(OverlapPolicy.SKIP));
    advance(4_500);

    assertThat(worker.calledInstants())
        .containsExactlyInAnyOrder(1_000L, 1_000L, 2_000L, 2_000L, 3_000L, 3_000L, 4_000L, 4_000L);
  }

  @Test
  void aRetryStaysWithTheWorkerWhenItIsNearAndGoesThroughTheQueueWhenItIsFar() {
    start();
    worker.invoker.script(
        call -> new ScriptedInvoker.Reaction(0, call.attempt() == 1 ? 503 : 200, -1));
    planner.create(JobDraft.of("@at " + clock.now().plusMillis(2_000)).retry(2, 10_000));
    advance(20_000);

    assertThat(worker.invoker.calls()).hasSize(2);
    assertThat(queue.size()).isZero();
  }
}
