package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobStore.JobCounts;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Start;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deleting jobs. */
public abstract class DeleteContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(5);

  private ChangeResult delete(Job job) {
    return join(store.jobs().delete(job.id(), null));
  }

  @Test
  final void aDeletedJobIsUnknownAndItsNameFree() {
    Job job = driver.create(JobDraft.EVERY_SECOND.named("report").tagged("a"));

    assertThat(delete(job)).isEqualTo(new ChangeResult.Deleted(job.snapshot()));

    assertThat(join(store.jobs().find(job.id()))).isEmpty();
    assertThat(join(store.jobs().stats(job.id()))).isEmpty();
    assertThat(join(store.jobs().versions(job.id(), 10, null)).items()).isEmpty();
    assertThat(delete(job)).isEqualTo(new ChangeResult.Unknown());
    assertThat(join(store.jobs().change(job.id(), 1, job.definition(), true)))
        .isEqualTo(new ChangeResult.Unknown());
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(0, 0));
    driver.create(JobDraft.EVERY_SECOND.named("report"));
  }

  @Test
  final void aDeleteOfAnotherVersionIsRefused() {
    Job job = driver.create(JobDraft.EVERY_SECOND);

    assertThat(join(store.jobs().delete(job.id(), 7)))
        .isEqualTo(new ChangeResult.VersionMismatch(1));
    assertThat(join(store.jobs().delete(job.id(), 1))).isInstanceOf(ChangeResult.Deleted.class);
    assertThat(join(store.jobs().delete(JobId.create(1), null)))
        .isEqualTo(new ChangeResult.Unknown());
  }

  @Test
  final void aDeleteCancelsWhatWaitsAndRemovesPlans() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    driver.settle(lease, Outcomes.success(planned.get(0)));
    driver.settle(lease, Outcomes.retry(planned.get(1), clock.wallMs() + 60_000, false));
    OpenExecution manual = driver.request(lease, job);
    clock.advance(Duration.ofSeconds(3));

    delete(job);

    assertThat(driver.state(planned.get(0))).isEqualTo(ExecutionState.SUCCESS);
    assertThat(List.of(planned.get(1), planned.get(2), manual))
        .allMatch(e -> driver.state(e) == ExecutionState.CANCELLED);
    assertThat(driver.execution(manual).error()).isEqualTo("cancelled: the job was deleted");
    assertThat(driver.executions(job)).hasSize(4);
    assertThat(join(store.history().knows(job.id()))).isTrue();
    clock.advance(Duration.ofMinutes(2));
    assertThat(driver.plan(lease, HORIZON).claimed()).isEmpty();
  }

  @Test
  final void aDeletedJobThatLeftNothingIsNotKnown() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    assertThat(join(store.history().knows(job.id()))).isTrue();

    delete(job);

    assertThat(join(store.history().knows(job.id()))).isFalse();
  }

  @Test
  final void whatRunsWhenItsJobIsDeletedEndsAsItDoes() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution running = driver.planOne(lease);
    driver.settle(lease, Outcomes.running(running));

    delete(job);

    assertThat(driver.settle(lease, Outcomes.failure(running)).applied()).isTrue();
    assertThat(driver.state(running)).isEqualTo(ExecutionState.FAILED);
    assertThat(join(store.alerts().list(job.id(), 10, null)).items()).hasSize(1);
  }

  @Test
  final void nothingOfADeletedJobStarts() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution planned = driver.planOne(lease);
    OpenExecution manual = driver.request(lease, job);

    delete(job);

    assertThat(driver.start(lease, planned, false)).isEqualTo(Start.Result.GONE);
    assertThat(driver.start(lease, manual, false)).isEqualTo(Start.Result.GONE);
  }

  @Test
  final void whatRanOnANodeThatDiedIsCancelledWhenItsJobIsDeleted() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution running = driver.planOne(lease);
    driver.settle(lease, Outcomes.running(running));
    Lease next = driver.takeOver();
    clock.advance(Duration.ofSeconds(2));

    delete(job);

    assertThat(driver.plan(next, HORIZON).claimed()).isEmpty();
    assertThat(driver.state(running)).isEqualTo(ExecutionState.CANCELLED);
  }
}
