package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger.Takeover;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Who holds an execution: take-over, spilling and claiming back. */
public abstract class HoldContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(4);

  private List<OpenExecution> claimSpilled(Lease lease, int destination, int limit) {
    return join(store.ledger().claimSpilled(lease, destination, limit));
  }

  @Test
  final void everyStartOfANodeIsAHigherTerm() {
    Lease first = driver.takeOver();
    Lease second = driver.takeOver();

    assertThat(second.nodeKey()).isEqualTo(first.nodeKey());
    assertThat(second.nodeName()).isEqualTo("node-a");
    assertThat(second.term()).isGreaterThan(first.term());
  }

  @Test
  final void whatAnEarlierTermHeldIsClaimedAgain() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease old = driver.takeOver();
    List<OpenExecution> planned = driver.plan(old, HORIZON).planned();
    driver.settle(old, Outcomes.running(planned.get(1)));
    Settlement retry = Outcomes.retry(planned.get(2), clock.wallMs() + 3_000, true);
    driver.settle(old, retry);
    driver.settle(old, Outcomes.success(planned.get(3)));

    Lease lease = driver.takeOver();
    List<OpenExecution> claimed = driver.plan(lease, HORIZON).claimed();

    assertThat(claimed)
        .extracting(OpenExecution::executionKey, OpenExecution::state, OpenExecution::retryCount)
        .containsExactlyInAnyOrder(
            row(planned.get(0), ExecutionState.PENDING, 0),
            row(planned.get(1), ExecutionState.RUNNING, 0),
            row(planned.get(2), ExecutionState.RETRYING, 1));
    for (OpenExecution execution : claimed) {
      assertThat(driver.settle(lease, Outcomes.success(execution)).applied()).isTrue();
    }
    assertThat(driver.plan(driver.takeOver(), HORIZON).claimed()).isEmpty();
  }

  private static Tuple row(OpenExecution execution, ExecutionState state, int retryCount) {
    return tuple(execution.executionKey(), state, retryCount);
  }

  @Test
  final void anEarlierTermNeitherPlansNorClaims() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease old = driver.takeOver();
    OpenExecution planned = driver.planOne(old);
    join(store.ledger().spill(old, List.of(planned)));
    driver.takeOver();

    PlanBatch batch = driver.plan(old, HORIZON);

    assertThat(batch.planned()).isEmpty();
    assertThat(batch.claimed()).isEmpty();
    assertThat(claimSpilled(old, planned.job().destinationKey(), 9)).isEmpty();
    assertThatThrownBy(() -> driver.request(old, job)).isInstanceOf(StoreUnavailable.class);
  }

  @Test
  final void aRunningRetryKeepsItsCountThroughATakeOver() {
    driver.create(JobDraft.EVERY_SECOND.on("1 0 12 * * *"));
    Lease old = driver.takeOver();
    OpenExecution planned = driver.planOne(old);
    Settlement retry = Outcomes.retry(planned, clock.wallMs() + 900, true);
    driver.settle(old, retry);
    driver.start(old, Outcomes.after(retry, planned), false);

    Lease lease = driver.takeOver();
    OpenExecution claimed = driver.plan(lease, HORIZON).claimed().getFirst();

    assertThat(claimed.state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(claimed.retryCount()).isEqualTo(1);
    assertThat(claimed.dueAtMs()).isEqualTo(retry.nextAttemptAtMs());
    assertThat(driver.settle(lease, Outcomes.failure(claimed)).applied()).isTrue();
    assertThat(driver.execution(planned).attempts()).hasSize(2);
  }

  @Test
  final void spilledExecutionsWaitForTheirDestination() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    int destination = planned.getFirst().job().destinationKey();

    join(store.ledger().spill(lease, planned.reversed()));
    assertThat(join(store.history().countSpilled(100))).isEqualTo(planned.size());
    assertThat(join(store.history().countSpilled(1))).isEqualTo(1);

    assertThat(driver.plan(lease, HORIZON).claimed()).isEmpty();
    assertThat(claimSpilled(lease, destination + 1, 10)).isEmpty();
    assertThat(claimSpilled(lease, destination, 3)).isEqualTo(planned.subList(0, 3));
    assertThat(claimSpilled(lease, destination, 3)).isEqualTo(planned.subList(3, 4));
    assertThat(claimSpilled(lease, destination, 3)).isEmpty();
    assertThat(driver.settle(lease, Outcomes.success(planned.get(0))).applied()).isTrue();
  }

  @Test
  final void whatIsSpilledCannotBeSettled() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);
    join(store.ledger().spill(lease, List.of(planned)));

    assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isFalse();
  }

  @Test
  final void runningAndRetryingExecutionsMayBeSpilled() {
    driver.create(JobDraft.EVERY_SECOND.on("1 0 12 * * *"));
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);
    Settlement retry = Outcomes.retry(planned, clock.wallMs() + 900, true);
    driver.settle(lease, retry);
    OpenExecution held = Outcomes.after(retry, planned);
    int destination = planned.job().destinationKey();

    join(store.ledger().spill(lease, List.of(held)));
    assertThat(claimSpilled(lease, destination, 10)).containsExactly(held);

    driver.start(lease, held, false);
    join(store.ledger().spill(lease, List.of(held)));
    assertThat(claimSpilled(lease, destination, 10))
        .extracting(OpenExecution::state)
        .containsExactly(ExecutionState.RUNNING);
  }

  @Test
  final void spillingIsForTheTermThatHolds() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease old = driver.takeOver();
    OpenExecution planned = driver.planOne(old);
    Lease lease = driver.takeOver();
    driver.plan(lease, Duration.ofSeconds(1));

    join(store.ledger().spill(old, List.of(planned)));

    assertThat(claimSpilled(lease, planned.job().destinationKey(), 10)).isEmpty();
    assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isTrue();
  }

  @Test
  final void aRepeatedSpillChangesNothing() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);

    join(store.ledger().spill(lease, List.of(planned)));
    join(store.ledger().spill(lease, List.of(planned)));

    assertThat(claimSpilled(lease, planned.job().destinationKey(), 10)).containsExactly(planned);
  }

  @Test
  final void aTakeOverTellsWhichDestinationsHaveSpilledExecutions() {
    Job one = driver.create(JobDraft.EVERY_SECOND.calling("http://one.test/"));
    Job two = driver.create(JobDraft.EVERY_SECOND.calling("http://two.test/"));
    driver.create(JobDraft.EVERY_SECOND.calling("http://three.test/"));
    Lease old = driver.takeOver();
    List<OpenExecution> planned = driver.plan(old, HORIZON).planned();
    join(
        store
            .ledger()
            .spill(
                old,
                planned.stream()
                    .filter(e -> e.job().id().equals(one.id()) || e.job().id().equals(two.id()))
                    .toList()));

    Takeover takeover = join(store.ledger().takeOver("node-a"));

    assertThat(takeover.spilledDestinations())
        .containsExactlyInAnyOrder(
            one.snapshot().destinationKey(), two.snapshot().destinationKey());
    assertThat(claimSpilled(takeover.lease(), one.snapshot().destinationKey(), 10)).hasSize(4);
  }

  @Test
  final void spilledExecutionsOfAPausedJobAreNotGivenOut() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    join(store.ledger().spill(lease, planned));
    clock.advance(Duration.ofHours(5));

    driver.pause(job);

    assertThat(claimSpilled(lease, planned.getFirst().job().destinationKey(), 2)).isEmpty();
    assertThat(driver.executions(job, ExecutionState.CANCELLED)).hasSize(4);
  }

  @Test
  final void fewerThanTheLimitMeansThatNoneIsLeft() {
    Job paused = driver.create(JobDraft.EVERY_SECOND);
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    List<OpenExecution> calls =
        planned.stream().filter(e -> e.job().id().equals(paused.id())).toList();
    calls.forEach(execution -> driver.settle(lease, Outcomes.running(execution)));
    join(store.ledger().spill(lease, planned));
    driver.pause(paused);
    int destination = planned.getFirst().job().destinationKey();

    assertThat(claimSpilled(lease, destination, 1)).as("what may not be called aside").hasSize(1);
    assertThat(claimSpilled(lease, destination, 2)).hasSize(2);
    assertThat(claimSpilled(lease, destination, 2)).hasSize(1);
    assertThat(claimSpilled(lease, destination, 2)).isEmpty();
    assertThat(calls).allMatch(e -> driver.state(e) == ExecutionState.CANCELLED);
  }
}
