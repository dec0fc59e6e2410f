package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Execution;
import io.carillon.core.Execution.Attempt;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recording outcomes. */
@SuppressWarnings("NullAway.Init") // set by planned()
public abstract class SettleContract extends StoreContract {
  private Job job;
  private Lease lease;

  private OpenExecution planned() {
    job = driver.create(JobDraft.EVERY_SECOND.on("1 0 12 * * *"));
    lease = driver.takeOver();
    return driver.planOne(lease);
  }

  @Test
  final void anExecutionThatWasSentAgainShowsTheAttemptThatSucceeded() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);
    driver.settle(lease, Outcomes.running(planned)); // and its node dies

    driver.settle(lease, Outcomes.later(Outcomes.success(planned), 10_000));

    Instant firstAt = Instant.ofEpochMilli(planned.scheduledAtMs() + Outcomes.DRIFT_MS);
    Execution execution = driver.execution(planned);
    assertThat(execution.startedAt()).isEqualTo(firstAt);
    assertThat(execution.attempts())
        .containsExactly(
            new Attempt(1, firstAt.plusMillis(10_000), Outcomes.DURATION_MS, 200, null, null));
  }

  @Test
  final void aSuccessIsRecordedInItsRow() {
    OpenExecution planned = planned();

    assertThat(driver.settle(lease, Outcomes.success(planned))).isEqualTo(new Settled(true, null));

    Execution execution = driver.execution(planned);
    Instant startedAt = Instant.ofEpochMilli(planned.dueAtMs() + 5);
    assertThat(execution.state()).isEqualTo(ExecutionState.SUCCESS);
    assertThat(execution.startedAt()).isEqualTo(startedAt);
    assertThat(execution.completedAt()).isEqualTo(startedAt.plusMillis(20));
    assertThat(execution.httpStatus()).isEqualTo(200);
    assertThat(execution.durationMs()).isEqualTo(20);
    assertThat(execution.driftMs()).isEqualTo(5);
    assertThat(execution.error()).isNull();
    assertThat(execution.attempts())
        .containsExactly(new Attempt(1, startedAt, 20L, 200, null, null));
    assertThat(driver.stats(job).success()).isEqualTo(1);
  }

  @Test
  final void aRepeatedSettlementIsAppliedAndChangesNothing() {
    OpenExecution planned = planned();
    for (Settlement settlement :
        List.of(
            Outcomes.running(planned),
            Outcomes.retry(planned, clock.wallMs() + 900, true),
            Outcomes.failure(
                Outcomes.after(Outcomes.retry(planned, clock.wallMs() + 900, true), planned)))) {
      Settled first = driver.settle(lease, settlement);
      Execution before = driver.execution(planned);

      assertThat(driver.settle(lease, settlement)).isEqualTo(first);
      assertThat(first.applied()).isTrue();
      assertThat(driver.execution(planned)).isEqualTo(before);
    }
    assertThat(driver.stats(job).failed()).isEqualTo(1);
    assertThat(join(store.alerts().list(null, 10, null)).items()).hasSize(1);
  }

  @Test
  final void aRepeatedReleaseOfARetryIsApplied() {
    OpenExecution planned = planned();
    Settlement retry = Outcomes.retry(planned, clock.wallMs() + 900, false);
    driver.settle(lease, retry);

    assertThat(driver.settle(lease, retry).applied()).isTrue();
    assertThat(driver.plan(lease, Duration.ofSeconds(1)).claimed()).hasSize(1);
  }

  @Test
  final void aStaleTermChangesNothing() {
    OpenExecution planned = planned();
    Lease old = lease;
    driver.takeOver();

    for (Settlement settlement :
        List.of(
            Outcomes.running(planned),
            Outcomes.retry(planned, clock.wallMs() + 900, true),
            Outcomes.success(planned),
            Outcomes.failure(planned),
            Outcomes.ended(planned, ExecutionState.CANCELLED, "no"))) {
      Lease newer =
          new Lease(lease.nodeKey(), lease.nodeName(), lease.term() + 1, lease.durationMs());
      Lease other = new Lease(lease.nodeKey() + 1, "node-b", lease.term(), lease.durationMs());
      assertThat(driver.settle(old, settlement).applied()).isFalse();
      assertThat(driver.settle(newer, settlement).applied()).isFalse();
      assertThat(driver.settle(other, settlement).applied()).isFalse();
    }
    assertThat(driver.state(planned)).isEqualTo(ExecutionState.PENDING);
    assertThat(driver.stats(job)).isEqualTo(new JobStats(0, 0, 0, 0, 0, null, null));
  }

  @Test
  final void anOutcomeAfterATakeOverAndAClaimIsStale() {
    OpenExecution planned = planned();
    Lease next = driver.takeOver();
    OpenExecution claimed = driver.plan(next, Duration.ofSeconds(1)).claimed().getFirst();

    assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isFalse();
    assertThat(driver.settle(next, Outcomes.failure(claimed)).applied()).isTrue();
    assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isFalse();
    assertThat(driver.state(planned)).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  final void nothingFollowsATerminalState() {
    OpenExecution planned = planned();
    driver.settle(lease, Outcomes.success(planned));

    for (Settlement settlement :
        List.of(
            Outcomes.running(planned),
            Outcomes.retry(planned, clock.wallMs() + 900, true),
            Outcomes.failure(planned),
            Outcomes.ended(planned, ExecutionState.CANCELLED, "no"),
            Outcomes.ended(planned, ExecutionState.SKIPPED, "no"))) {
      assertThat(driver.settle(lease, settlement)).isEqualTo(new Settled(false, null));
    }
    assertThat(driver.state(planned)).isEqualTo(ExecutionState.SUCCESS);
  }

  @Test
  final void onlyWhatWasNotSentCanBeSkipped() {
    OpenExecution planned = planned();
    driver.settle(lease, Outcomes.running(planned));

    assertThat(
            driver.settle(lease, Outcomes.ended(planned, ExecutionState.SKIPPED, "no")).applied())
        .isFalse();
    assertThat(
            driver.settle(lease, Outcomes.ended(planned, ExecutionState.CANCELLED, "no")).applied())
        .isTrue();
  }

  @Test
  final void aSkippedExecutionIsCounted() {
    OpenExecution planned = planned();

    driver.settle(lease, Outcomes.ended(planned, ExecutionState.SKIPPED, "expired"));

    assertThat(driver.execution(planned).error()).isEqualTo("expired");
    assertThat(driver.execution(planned).startedAt()).isNull();
    assertThat(driver.stats(job).skipped()).isEqualTo(1);
  }

  @Test
  final void aRetryRecordsItsAttemptAndItsTime() {
    OpenExecution planned = planned();
    Settlement retry = Outcomes.retry(planned, clock.wallMs() + 900, true);

    assertThat(driver.settle(lease, retry).applied()).isTrue();

    Execution execution = driver.execution(planned);
    assertThat(execution.state()).isEqualTo(ExecutionState.RETRYING);
    assertThat(execution.retryCount()).isEqualTo(1);
    assertThat(execution.error()).isEqualTo(Outcomes.ERROR);
    assertThat(execution.nextAttemptAt()).isEqualTo(clock.now().plusMillis(900));
    assertThat(execution.completedAt()).isNull();
    assertThat(execution.attempts()).containsExactly(retry.attempt());
    assertThat(driver.plan(lease, Duration.ofSeconds(2)).claimed()).isEmpty();
  }

  @Test
  final void theLastAttemptEndsTheExecution() {
    OpenExecution planned = planned();
    Settlement first = Outcomes.retry(planned, clock.wallMs() + 900, true);
    driver.settle(lease, first);
    OpenExecution held = Outcomes.after(first, planned);
    Settlement second = Outcomes.retry(held, clock.wallMs() + 1_900, true);
    driver.settle(lease, Outcomes.running(held));
    driver.settle(lease, second);
    OpenExecution again = Outcomes.after(second, held);

    assertThat(driver.settle(lease, Outcomes.success(again)).applied()).isTrue();

    Execution execution = driver.execution(planned);
    assertThat(execution.retryCount()).isEqualTo(2);
    assertThat(execution.nextAttemptAt()).isNull();
    assertThat(execution.startedAt()).isEqualTo(Instant.ofEpochMilli(planned.dueAtMs() + 5));
    assertThat(execution.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
    assertThat(execution.attempts()).extracting(Attempt::httpStatus).containsExactly(500, 500, 200);
    assertThat(execution.attempts().getFirst().response()).isEqualTo("oops");
  }

  @Test
  final void aLateOutcomeOfAnEarlierAttemptChangesNothing() {
    OpenExecution planned = planned();
    Settlement retry = Outcomes.retry(planned, clock.wallMs() + 900, true);
    driver.settle(lease, retry);

    assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isFalse();
    assertThat(driver.settle(lease, Outcomes.failure(planned)).applied()).isFalse();
    assertThat(
            driver.settle(lease, Outcomes.retry(planned, clock.wallMs() + 1_000, true)).applied())
        .isFalse();
    assertThat(driver.state(planned)).isEqualTo(ExecutionState.RETRYING);
    assertThat(driver.execution(planned).attempts()).containsExactly(retry.attempt());
  }

  @Test
  final void movesOfOneExecutionInOneBatchFollowEachOther() {
    OpenExecution planned = planned();
    Settlement retry = Outcomes.retry(planned, planned.dueAtMs() + 30, true);
    OpenExecution held = Outcomes.after(retry, planned);

    List<Settled> settled =
        join(
            store
                .ledger()
                .settle(lease, List.of(Outcomes.running(planned), retry, Outcomes.success(held))));

    assertThat(settled).allMatch(Settled::applied);
    assertThat(driver.execution(planned).state()).isEqualTo(ExecutionState.SUCCESS);
    assertThat(driver.execution(planned).attempts()).hasSize(2);
  }

  @Test
  final void oneStaleMoveDoesNotHinderTheOthersOfItsBatch() {
    OpenExecution planned = planned();
    driver.settle(lease, Outcomes.success(planned));
    OpenExecution manual = driver.request(lease, job);

    List<Settled> settled =
        join(
            store
                .ledger()
                .settle(lease, List.of(Outcomes.failure(planned), Outcomes.success(manual))));

    assertThat(settled).extracting(Settled::applied).containsExactly(false, true);
    assertThat(join(store.ledger().settle(lease, List.of()))).isEmpty();
  }
}
