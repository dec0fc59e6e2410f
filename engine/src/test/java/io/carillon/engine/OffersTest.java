package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.ReadyQueue.Delivery;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looking after what was offered, when more is offered than one look at the store finds. */
class OffersTest {
  private static final int CHECK_MAX = 4;

  private final ManualClock clock = World.startClock();
  private final Timeline timeline = new Timeline(clock, 5_000);
  private final Mailbox mailbox = new Mailbox();
  private final ActiveJobs jobs = new ActiveJobs();
  private final MemoryLedger store = new MemoryLedger(clock, 60_000);
  private final MemoryQueue queue = new MemoryQueue(clock);
  private final MemoryQueue.View view = queue.view();
  private boolean answers = true;
  private final List<Ticket> spilled = new ArrayList<>();
  private final Offers offers =
      new Offers(
          store, view, mailbox, timeline, jobs, new HeardListener(), spilled::add, CHECK_MAX);
  private final Lease planner = begin("planner");
  private final Lease worker = begin("worker");
  private final MemoryJob job =
      store.jobs.create(new JobId(new UUID(0x7000, 1)), JobDraft.of("@daily").build(), true);

  private Lease begin(String name) {
    var takeover = store.takeOver(name).toCompletableFuture();
    store.transactions.run();
    return takeover.thenApply(Ledger.Takeover::lease).join();
  }

  /** Offers so many executions that are due together. */
  private void offer(int count, long dueAtMs) {
    for (int i = 0; i < count; i++) {
      MemoryRow row = Objects.requireNonNull(store.rows.insert(job, dueAtMs, Cause.MANUAL));
      store.rows.hold(row, planner);
      offers.add(jobs.admit(row.open()));
    }
    settle();
  }

  private void settle() {
    timeline.advance();
    int work;
    do {
      work = offers.step(planner);
      work += store.transactions.run() + mailbox.drain(1_000);
      work += answers ? view.transactions.run() : 0;
    } while (work > 0);
  }

  private void advance(long ms) {
    for (long left = ms; left > 0; left -= 50) {
      clock.advance(Duration.ofMillis(50));
      settle();
    }
  }

  /** The worker takes what is in the queue. */
  private void take() {
    if (queue.size() > 0) {
      var got = view.take(100).toCompletableFuture();
      view.serve();
      List<Delivery> deliveries = got.join();
      store.take(worker, deliveries.stream().map(Delivery::offer).toList());
      view.done(deliveries.stream().map(Delivery::id).toList());
      settle();
    }
  }

  @Test
  void whatIsLostAndDueAtTheSameInstantIsOfferedAgain() {
    offer(3 * CHECK_MAX, clock.wallMs() + 500);
    queue.flush();

    advance(1_000);
    assertThat(queue.size()).as("offered again").isEqualTo(CHECK_MAX);
    for (int i = 0; i < 10; i++) {
      take();
      advance(1_000);
    }

    assertThat(offers.size()).as("not taken").isZero();
    assertThat(jobs.held()).isZero();
    assertThat(spilled).isEmpty();
  }

  @Test
  void aQueueThatDoesNotAnswerHoldsUpOnlyTheFirst() {
    answers = false;
    offer(1, clock.wallMs() + 500);
    advance(2_000);
    assertThat(spilled).isEmpty();
    view.transactions.setDown(true);
    answers = true;
    settle();
    assertThat(spilled).hasSize(1);

    answers = false;
    for (int i = 2; i < 60; i++) {
      advance(100);
      offer(1, clock.wallMs() + 500);
      assertThat(spilled).as("goes through the store at once").hasSize(i);
    }

    view.transactions.setDown(false);
    answers = true;
    advance(1_100);
    offer(1, clock.wallMs() + 500);
    assertThat(queue.size()).isEqualTo(1);
    assertThat(offers.isDown()).isFalse();
  }

  @Test
  void aQueueThatIsFullIsDownUntilItTakesOffers() {
    queue.setFull(true);
    offer(1, clock.wallMs() + 500);
    for (int i = 0; i < 5; i++) {
      assertThat(offers.isDown()).isTrue();
      advance(1_000);
    }

    queue.setFull(false);
    advance(1_000);
    assertThat(offers.isDown()).isFalse();
  }

  @Test
  void aQueueThatIsFullIsDownThoughItIsLookedInto() {
    offer(1, clock.wallMs() + 500);
    answers = false;
    advance(400);
    offer(1, clock.wallMs() + 500);
    advance(400);
    queue.setFull(true);
    answers = true;
    settle();

    assertThat(spilled).as("given to the store").hasSize(2);
    assertThat(offers.isDown()).isTrue();
  }

  @Test
  void whatIsTakenAndDueAtTheSameInstantIsLetGo() {
    long dueAtMs = clock.wallMs() + 500;
    offer(3 * CHECK_MAX, dueAtMs);
    take();
    offer(3 * CHECK_MAX, dueAtMs);

    advance(1_000);

    assertThat(offers.size()).isEqualTo(3 * CHECK_MAX);
  }

  @Test
  void whatIsLostTwiceIsOfferedAgainThoughLaterOnesWait() {
    offer(3 * CHECK_MAX, clock.wallMs() + 500);
    queue.flush();
    advance(700);
    assertThat(queue.size()).as("offered again, behind all others").isEqualTo(CHECK_MAX);
    queue.flush();

    advance(1_000);
    assertThat(queue.size()).isPositive();
    for (int i = 0; i < 10; i++) {
      take();
      advance(1_000);
    }

    assertThat(offers.size()).as("not taken").isZero();
  }
}
