package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Durable starts and turns. */
public abstract class StartContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(3);
  private static final JobDraft ONE_AT_A_TIME =
      JobDraft.EVERY_SECOND.overlapping(OverlapPolicy.SKIP);

  @Test
  final void aStartMakesTheExecutionRunning() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);

    assertThat(driver.start(lease, execution, false)).isEqualTo(Start.Result.STARTED);

    assertThat(driver.state(execution)).isEqualTo(ExecutionState.RUNNING);
    assertThat(driver.settle(lease, Outcomes.success(execution)).applied()).isTrue();
  }

  @Test
  final void aRepeatedStartSucceedsAgain() {
    driver.create(ONE_AT_A_TIME);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    driver.start(lease, execution, true);

    assertThat(driver.start(lease, execution, true)).isEqualTo(Start.Result.STARTED);
    assertThat(driver.settle(lease, Outcomes.running(execution)).applied()).isTrue();
  }

  @Test
  final void aStartUnderAnEarlierTermIsGone() {
    driver.create(ONE_AT_A_TIME);
    Lease old = driver.takeOver();
    OpenExecution execution = driver.planOne(old);
    Lease lease = driver.takeOver();

    assertThat(driver.start(old, execution, true)).isEqualTo(Start.Result.GONE);

    OpenExecution claimed = driver.plan(lease, HORIZON).claimed().getFirst();
    assertThat(driver.start(old, execution, true)).isEqualTo(Start.Result.GONE);
    assertThat(driver.start(lease, claimed, true)).isEqualTo(Start.Result.STARTED);
  }

  @Test
  final void anEndedExecutionDoesNotStart() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    driver.settle(lease, Outcomes.success(execution));

    assertThat(driver.start(lease, execution, false)).isEqualTo(Start.Result.GONE);
    assertThat(driver.state(execution)).isEqualTo(ExecutionState.SUCCESS);
  }

  @Test
  final void anExecutionThatIsSpilledDoesNotStart() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    join(store.ledger().spill(lease, List.of(execution)));

    assertThat(driver.start(lease, execution, false)).isEqualTo(Start.Result.GONE);
  }

  @Test
  final void ofAPausedJobOnlyWhatSomebodyAskedForStarts() {
    Job job = driver.create(JobDraft.EVERY_SECOND.definition(), false);
    Lease lease = driver.takeOver();

    OpenExecution manual = driver.request(lease, job);

    assertThat(driver.start(lease, manual, false)).isEqualTo(Start.Result.STARTED);
  }

  @Test
  final void onlyOneExecutionOfAJobHasItsTurn() {
    driver.create(ONE_AT_A_TIME);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();

    List<Start.Result> results =
        join(
            store
                .ledger()
                .start(lease, planned.stream().map(e -> StoreDriver.startOf(e, true)).toList()));

    assertThat(results)
        .containsExactly(Start.Result.STARTED, Start.Result.OVERLAPS, Start.Result.OVERLAPS);
    assertThat(driver.state(planned.get(1))).isEqualTo(ExecutionState.PENDING);
  }

  @Test
  final void theTurnIsFreeWhenTheExecutionHasEnded() {
    driver.create(ONE_AT_A_TIME);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    driver.start(lease, planned.get(0), true);
    driver.settle(lease, Outcomes.ended(planned.get(1), ExecutionState.SKIPPED, "overlap"));
    assertThat(driver.start(lease, planned.get(2), true)).isEqualTo(Start.Result.OVERLAPS);

    driver.settle(lease, Outcomes.failure(planned.get(0)));

    assertThat(driver.start(lease, planned.get(2), true)).isEqualTo(Start.Result.STARTED);
  }

  @Test
  final void aRetryKeepsTheTurn() {
    driver.create(ONE_AT_A_TIME);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    driver.start(lease, planned.get(0), true);
    Settlement retry = Outcomes.retry(planned.get(0), clock.wallMs() + 9_000, true);
    driver.settle(lease, retry);

    assertThat(driver.start(lease, planned.get(1), true)).isEqualTo(Start.Result.OVERLAPS);
    OpenExecution again = Outcomes.after(retry, planned.get(0));
    assertThat(driver.start(lease, again, true)).isEqualTo(Start.Result.STARTED);
    assertThat(driver.execution(again).retryCount()).isEqualTo(1);
  }

  @Test
  final void theTurnOutlivesTheNode() {
    driver.create(ONE_AT_A_TIME);
    Lease old = driver.takeOver();
    List<OpenExecution> planned = driver.plan(old, HORIZON).planned();
    driver.start(old, planned.get(0), true);
    Lease lease = driver.takeOver();
    List<OpenExecution> claimed = driver.plan(lease, HORIZON).claimed();

    assertThat(claimed.get(0).state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(driver.start(lease, claimed.get(1), true)).isEqualTo(Start.Result.OVERLAPS);
    assertThat(driver.start(lease, claimed.get(0), true)).isEqualTo(Start.Result.STARTED);
  }

  @Test
  final void aPauseFreesTheTurnOfAWaitingRetry() {
    Job job = driver.create(ONE_AT_A_TIME);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    driver.start(lease, execution, true);
    driver.settle(lease, Outcomes.retry(execution, clock.wallMs() + 9_000, false));

    driver.pause(job);

    OpenExecution manual = driver.request(lease, job);
    assertThat(driver.start(lease, manual, true)).isEqualTo(Start.Result.STARTED);
  }
}
