package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Spilling and claiming back, answer by answer. */
class SpillerTest {
  private static final Lease LEASE = new Lease(1, "node-1", 1, 0);
  private static final int DESTINATION = 7;

  private final ManualClock clock = new ManualClock(World.START);
  private final Timeline timeline = new Timeline(clock, 5_000);
  private final Mailbox mailbox = new Mailbox();
  private final ActiveJobs jobs = new ActiveJobs();
  private final SpillLedger ledger = new SpillLedger();
  private final List<OpenExecution> admitted = new ArrayList<>();
  private final Dispatcher dispatcher =
      new Dispatcher(Configs.limits(1_000, 100, 10_000), jobs, Configs.NO_QUOTA, _ -> {}, _ -> {});
  private final Spiller spiller =
      new Spiller(
          ledger, mailbox, timeline, jobs, dispatcher, new HeardListener(), admitted::add, true);
  private final Tickets tickets = new Tickets();

  @Test
  void whatIsSpilledIsLetGoAndClaimedBack() {
    OpenExecution execution = spill();
    step();
    assertThat(ledger.spills).containsExactly(List.of(execution));
    assertThat(ledger.claims).as("nothing is spilled yet").isZero();

    answerSpill(null);
    assertThat(jobs.held()).isZero();
    assertThat(spiller.spilled()).isEqualTo(1);
    step();
    answerClaim(List.of(execution));

    assertThat(admitted).containsExactly(execution);
    assertThat(spiller.spilled()).as("fewer than asked for: none is left").isZero();
    assertThat(dispatcher.lanes()).isZero();
    pass(1_000);
    step();
    assertThat(ledger.claims).isEqualTo(1);
  }

  @Test
  void aFailedSpillIsTriedAgainAsItWasAndNothingIsClaimedMeanwhile() {
    OpenExecution execution = spill();
    spiller.mark(DESTINATION);
    step();
    assertThat(ledger.claims).isEqualTo(1);
    answerSpill(new StoreUnavailable("the answer is lost"));
    answerClaim(List.of(execution)); // The store had spilled it, and claimed it back.
    assertThat(admitted).as("it is still here").isEmpty();

    pass(100);
    spill();
    step();
    assertThat(ledger.spills).as("a pause").hasSize(1);
    spiller.mark(DESTINATION);
    pass(500);
    step();

    assertThat(ledger.spills).hasSize(2);
    assertThat(ledger.spills.getLast()).containsExactly(execution);
    assertThat(ledger.claims).as("it could be claimed").isEqualTo(1);
    answerSpill(null);
    assertThat(jobs.held()).as("the second one waits").isEqualTo(1);
    pass(20);
    step();
    assertThat(ledger.claims).isEqualTo(2);
  }

  @Test
  void oneTransactionIsBounded() {
    for (int i = 0; i < Spiller.BATCH_MAX + 1; i++) {
      spill();
    }

    step();
    assertThat(ledger.spills.getLast()).hasSize(Spiller.BATCH_MAX);
    step();
    assertThat(ledger.spills).as("one at a time").hasSize(1);
    answerSpill(null);
    step();

    assertThat(ledger.spills.getLast()).hasSize(1);
  }

  @Test
  void claimsAreBoundedAndTakeTurns() {
    for (int destination = 1; destination <= 3 * Spiller.CLAIMS_MAX; destination++) {
      spiller.mark(destination);
    }
    for (int round = 1; round <= 3; round++) {
      pass(20);
      step();
      assertThat(ledger.claims).isEqualTo(round * Spiller.CLAIMS_MAX);
      for (int i = 0; i < Spiller.CLAIMS_MAX; i++) {
        answerClaim(List.of());
      }
    }

    assertThat(spiller.spilled()).isZero();
    assertThat(ledger.asked).doesNotHaveDuplicates();
  }

  @Test
  void aDestinationWithSlotsGetsItsExecutionsBackAlsoWhenOthersFillTheRoom() {
    while (dispatcher.roomMax() > 0) {
      jobs.admit(tickets.execution(Tickets.job(2, 2), 0));
    }
    spiller.mark(DESTINATION);
    spiller.mark(DESTINATION + 1);
    dispatcher.lane(DESTINATION + 1).waiting.add(tickets.due(0));

    step();

    assertThat(ledger.asked).containsExactly(DESTINATION);
    assertThat(ledger.limits).containsExactly(100);
  }

  @Test
  void nothingIsClaimedWhenNothingIsSent() {
    spiller.mark(DESTINATION);

    spiller.step(LEASE, false);

    assertThat(ledger.claims).isZero();
  }

  private OpenExecution spill() {
    JobSnapshot job = Tickets.job(1, DESTINATION);
    OpenExecution execution = tickets.execution(job, World.START.toEpochMilli());
    spiller.add(jobs.admit(execution));
    return execution;
  }

  private void step() {
    timeline.advance();
    spiller.step(LEASE, true);
    mailbox.drain(100);
  }

  private void pass(long ms) {
    clock.advance(Duration.ofMillis(ms));
    timeline.advance();
  }

  private void answerSpill(@Nullable Throwable error) {
    ledger.answerSpill(error);
    mailbox.drain(100);
  }

  private void answerClaim(List<OpenExecution> found) {
    CompletableFuture<List<OpenExecution>> answer = ledger.claimAnswers.removeFirst();
    answer.complete(found);
    mailbox.drain(100);
  }
}
