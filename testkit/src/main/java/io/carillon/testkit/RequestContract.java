package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.core.port.OpenExecution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executions that somebody asked for, and cancels. */
public abstract class RequestContract extends StoreContract {
  private Cancelled cancel(OpenExecution execution) {
    return join(store.ledger().cancelWaiting(execution.executionKey(), "cancelled: by request"));
  }

  @Test
  final void aRequestedExecutionIsDueNowInTheNodesHands() {
    Job job = driver.create(JobDraft.EVERY_SECOND.definition(), false);
    Lease lease = driver.takeOver();

    OpenExecution manual = driver.request(lease, job);

    assertThat(manual.dueAtMs()).isEqualTo(clock.wallMs());
    assertThat(manual.scheduledAtMs()).isEqualTo(clock.wallMs());
    assertThat(manual.cause()).isEqualTo(Cause.MANUAL);
    assertThat(manual.job()).isEqualTo(job.snapshot());
    assertThat(driver.execution(manual).state()).isEqualTo(ExecutionState.PENDING);
    assertThat(driver.settle(lease, Outcomes.success(manual)).applied()).isTrue();
    assertThat(driver.job(job).isActive()).isFalse();
  }

  @Test
  final void requestsAtOneInstantNeverMeet() {
    clock.setWall(START.plusMillis(500));
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.plan(lease, Duration.ZERO).planned().getFirst();
    assertThat(planned.scheduledAtMs()).isEqualTo(clock.wallMs());

    OpenExecution first = driver.request(lease, job);
    ExecutionId replayed = new ExecutionId(first.executionKey());
    OpenExecution second =
        join(store.ledger().request(lease, job.id(), Cause.REPLAY, replayed, Caller.SYSTEM))
            .orElseThrow();

    assertThat(List.of(planned, first, second))
        .extracting(OpenExecution::executionKey)
        .doesNotHaveDuplicates();
    assertThat(second.cause()).isEqualTo(Cause.REPLAY);
    assertThat(driver.executions(job)).hasSize(3);
  }

  @Test
  final void anUnknownJobHasNoExecution() {
    Lease lease = driver.takeOver();

    assertThat(
            join(store.ledger().request(lease, JobId.create(1), Cause.MANUAL, null, Caller.SYSTEM)))
        .isEmpty();
  }

  @Test
  final void aManualExecutionDoesNotTouchThePlan() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution manual = driver.request(lease, job);

    driver.settle(lease, Outcomes.success(manual));

    assertThat(driver.plan(lease, Duration.ofSeconds(3)).planned()).hasSize(3);
  }

  @Test
  final void whatANodeHoldsIsNotCancelledInTheStore() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);

    assertThat(cancel(planned)).isEqualTo(Cancelled.HELD);
    assertThat(driver.state(planned)).isEqualTo(ExecutionState.PENDING);
  }

  @Test
  final void whatWaitsIsCancelledOnce() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);
    driver.settle(lease, Outcomes.retry(planned, clock.wallMs() + 9_000, false));

    assertThat(cancel(planned)).isEqualTo(Cancelled.DONE);

    assertThat(driver.execution(planned).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(driver.execution(planned).error()).isEqualTo("cancelled: by request");
    assertThat(driver.stats(job).cancelled()).isEqualTo(1);
    assertThat(cancel(planned)).isEqualTo(Cancelled.CANCELLED);
    assertThat(driver.plan(lease, Duration.ofSeconds(9)).claimed()).isEmpty();
  }

  @Test
  final void whatIsSpilledOrWasTakenOverIsCancelled() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease old = driver.takeOver();
    List<OpenExecution> planned = driver.plan(old, Duration.ofSeconds(2)).planned();
    join(store.ledger().spill(old, planned.subList(0, 1)));
    driver.takeOver();

    assertThat(cancel(planned.get(0))).isEqualTo(Cancelled.DONE);
    assertThat(cancel(planned.get(1))).isEqualTo(Cancelled.DONE);
  }

  @Test
  final void anUnknownExecutionCannotBeCancelled() {
    assertThat(join(store.ledger().cancelWaiting(42, "no"))).isEqualTo(Cancelled.UNKNOWN);
  }
}
