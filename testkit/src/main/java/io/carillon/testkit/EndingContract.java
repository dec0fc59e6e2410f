package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.JobStore.JobCounts;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import io.carillon.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that fire once or until an instant become inactive when their last execution has ended. */
public abstract class EndingContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(5);
  private static final JobDraft ONCE = JobDraft.EVERY_SECOND.on("@at 2026-03-01T12:00:01Z");

  private boolean isActive(Job job) {
    return driver.job(job).isActive();
  }

  @Test
  final void aOneShotIsInactiveAfterItFired() {
    Job job = driver.create(ONCE);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    assertThat(isActive(job)).isTrue();
    assertThat(driver.start(lease, execution, false)).isEqualTo(Start.Result.STARTED);

    driver.settle(lease, Outcomes.success(execution));

    assertThat(isActive(job)).isFalse();
    assertThat(driver.job(job).version()).isEqualTo(1);
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(1, 0));
    assertThat(driver.plan(lease, HORIZON).planned()).isEmpty();
  }

  @Test
  final void aRecurringScheduleMayFireOnce() {
    Job job = driver.create(JobDraft.EVERY_SECOND.once());
    Lease lease = driver.takeOver();

    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();

    assertThat(planned).hasSize(1);
    driver.settle(lease, Outcomes.failure(planned.getFirst()));
    assertThat(isActive(job)).isFalse();
  }

  @Test
  final void aOneShotStaysActiveWhileItRetries() {
    Job job = driver.create(ONCE);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    Settlement retry = Outcomes.retry(execution, clock.wallMs() + 5_000, true);
    driver.settle(lease, retry);
    assertThat(isActive(job)).isTrue();

    OpenExecution held = Outcomes.after(retry, execution);
    assertThat(driver.start(lease, held, false)).isEqualTo(Start.Result.STARTED);
    driver.settle(lease, Outcomes.success(held));

    assertThat(isActive(job)).isFalse();
  }

  @Test
  final void aJobWithAnEndStaysActiveUntilItsLastExecutionEnded() {
    Job job = driver.create(JobDraft.EVERY_SECOND.until(START.plusSeconds(3)));
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    assertThat(planned).hasSize(3);

    driver.settle(lease, Outcomes.success(planned.get(2)));
    driver.settle(lease, Outcomes.retry(planned.get(0), clock.wallMs() + 9_000, false));
    driver.settle(lease, Outcomes.success(planned.get(1)));
    assertThat(isActive(job)).isTrue();

    clock.advance(Duration.ofSeconds(9));
    OpenExecution retried = driver.plan(lease, HORIZON).claimed().getFirst();
    driver.settle(lease, Outcomes.success(retried));
    assertThat(isActive(job)).isFalse();
  }

  @Test
  final void aOneShotThatIsSkippedIsInactiveAtOnce() {
    Job job = driver.create(ONCE);
    Lease lease = driver.takeOver();
    clock.advance(Duration.ofHours(2));

    join(
        store
            .ledger()
            .plan(
                lease,
                new PlanRequest(clock.wallMs(), 10, 10),
                (_, nextMs) ->
                    new JobPlan(
                        new long[0], new SkippedRun(1, nextMs, nextMs, "missed"), Schedule.NEVER)));

    assertThat(isActive(job)).isFalse();
    assertThat(driver.executions(job, ExecutionState.SKIPPED)).hasSize(1);
  }

  @Test
  final void aOneShotWhoseExecutionIsCancelledIsInactive() {
    Job job = driver.create(ONCE);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    driver.settle(lease, Outcomes.retry(execution, clock.wallMs() + 60_000, false));

    join(store.ledger().cancelWaiting(execution.executionKey(), "cancelled: by request"));

    assertThat(isActive(job)).isFalse();
  }

  @Test
  final void anEditOfAOneShotThatRetriesLetsItEnd() {
    Job job = driver.create(ONCE);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    clock.advance(Duration.ofSeconds(1));
    driver.settle(lease, Outcomes.retry(execution, clock.wallMs() + 2_000, false));

    assertThat(driver.change(job, ONCE.described("edited"), true).job().isActive()).isTrue();

    clock.advance(Duration.ofSeconds(2));
    OpenExecution claimed = driver.plan(lease, HORIZON).claimed().getFirst();
    assertThat(claimed.job().version()).isEqualTo(2);
    driver.settle(lease, Outcomes.success(claimed));
    assertThat(isActive(job)).isFalse();
  }

  @Test
  final void anEditWhileTheOnlyExecutionRunsDoesNotFireAgain() {
    JobDraft draft = JobDraft.EVERY_SECOND.once();
    Job job = driver.create(draft);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    clock.advance(Duration.ofSeconds(1));
    driver.settle(lease, Outcomes.running(execution));

    Job edited = driver.change(job, draft.described("edited"), true).job();
    Job again = driver.change(edited, draft.described("edited again"), true).job();

    assertThat(again.isActive()).isTrue();
    assertThat(again.nextExecutionTime()).isNull();
    assertThat(driver.plan(lease, HORIZON).planned()).isEmpty();
    driver.settle(lease, Outcomes.success(execution));
    assertThat(isActive(job)).isFalse();
    assertThat(driver.executions(job)).hasSize(1);
  }

  @Test
  final void anEditWhileTheOnlyExecutionRetriesDoesNotFireAgain() {
    JobDraft draft = JobDraft.EVERY_SECOND.once();
    Job job = driver.create(draft);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    clock.advance(Duration.ofSeconds(1));
    driver.settle(lease, Outcomes.retry(execution, clock.wallMs() + 2_000, false));

    assertThat(driver.change(job, draft.described("edited"), true).job().isActive()).isTrue();

    PlanBatch batch = driver.plan(lease, HORIZON);
    assertThat(batch.planned()).isEmpty();
    driver.settle(lease, Outcomes.success(batch.claimed().getFirst()));
    assertThat(isActive(job)).isFalse();
  }

  @Test
  final void anEditBeforeTheOnlyExecutionIsDueFiresOnce() {
    JobDraft draft = JobDraft.EVERY_SECOND.once();
    Job job = driver.create(draft);
    Lease lease = driver.takeOver();
    driver.planOne(lease);

    driver.change(job, draft.described("edited"), true);

    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    assertThat(planned).hasSize(1).allMatch(execution -> execution.job().version() == 2);
    assertThat(driver.executions(job)).hasSize(1);
  }

  @Test
  final void anEditOfAJobThatEndedDoesNotWakeIt() {
    Job job = driver.create(ONCE);
    clock.advance(Duration.ofHours(1));

    assertThat(driver.change(job, ONCE.described("edited"), true).job().isActive()).isFalse();
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(1, 0));
  }

  @Test
  final void anEditThatGivesAOneShotANewTimeKeepsItActive() {
    Job job = driver.create(ONCE);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    driver.settle(lease, Outcomes.running(execution));

    driver.change(job, JobDraft.EVERY_SECOND.on("@at 2026-03-01T12:00:30Z"), true);
    driver.settle(lease, Outcomes.success(execution));

    assertThat(isActive(job)).isTrue();
  }
}
