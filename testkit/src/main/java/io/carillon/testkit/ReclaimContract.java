package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.DeliveryType;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Start;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of the calls of a node that died, when their job was changed meanwhile. */
public abstract class ReclaimContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(1);
  private static final String UNKNOWN =
      "; the outcome of its call is unknown: the node stopped during the call";

  /** The call of an occurrence, under way. */
  private OpenExecution callScheduled() {
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    driver.settle(lease, Outcomes.running(execution));
    clock.advance(HORIZON);
    return execution;
  }

  /** A call that somebody asked for, under way. */
  private OpenExecution callRequested(Job job) {
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.request(lease, job);
    driver.settle(lease, Outcomes.running(execution));
    return execution;
  }

  /** What the next term gets. */
  private List<OpenExecution> reclaim() {
    return driver.plan(driver.takeOver(), Duration.ZERO).claimed();
  }

  private void assertCancelled(OpenExecution execution, String error) {
    Execution ended = driver.execution(execution);
    assertThat(ended.state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(ended.error()).isEqualTo(error);
    assertThat(ended.completedAt()).isEqualTo(clock.now());
  }

  @Test
  final void aCallNamesTheVersionThatWasCalled() {
    Job job = driver.create(JobDraft.EVERY_SECOND.atMostOnce());
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    assertThat(driver.start(lease, execution, false)).isEqualTo(Start.Result.STARTED);
    clock.advance(HORIZON);
    driver.change(job, JobDraft.EVERY_SECOND.on("0 0 * * * *"), true);

    OpenExecution claimed = reclaim().getFirst();

    assertThat(claimed.job().version()).isEqualTo(2);
    assertThat(claimed.called()).isEqualTo(execution.job());
    assertThat(calledType(claimed)).isEqualTo(DeliveryType.ATMOST_ONCE);
  }

  @Test
  final void aCallThatWasRecordedLateNamesItsVersionToo() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution execution = callScheduled();
    driver.change(job, JobDraft.EVERY_SECOND.on("0 0 * * * *").atMostOnce(), true);

    assertThat(reclaim().getFirst().called()).isEqualTo(execution.job());
  }

  @Test
  final void aScheduledCallIsNotRepeatedAfterAPause() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution execution = callScheduled();
    driver.pause(job);

    assertThat(reclaim()).isEmpty();
    assertCancelled(execution, "cancelled: the job was paused" + UNKNOWN);
  }

  @Test
  final void aRequestedCallIsNotRepeatedAfterAPause() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution execution = callRequested(job);
    driver.pause(job);

    assertThat(reclaim()).isEmpty();
    assertCancelled(execution, "cancelled: the job was paused" + UNKNOWN);
  }

  @Test
  final void aResumeDoesNotBringItBack() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution scheduled = callScheduled();
    OpenExecution requested = callRequested(job);
    Job paused = driver.pause(job).job();
    driver.change(paused, JobDraft.EVERY_SECOND.on("0 0 * * * *"), true);

    assertThat(reclaim()).isEmpty();
    assertCancelled(scheduled, "cancelled: the job was paused" + UNKNOWN);
    assertCancelled(requested, "cancelled: the job was paused" + UNKNOWN);
    assertThat(driver.stats(job).cancelled()).isEqualTo(2);
  }

  @Test
  final void aCallIsNotRepeatedAfterADelete() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution execution = callRequested(job);
    join(store.jobs().delete(job.id(), null));

    assertThat(reclaim()).isEmpty();
    assertCancelled(execution, "cancelled: the job was deleted" + UNKNOWN);
  }

  @Test
  final void aCallThatWaitsForRoomIsNotRepeatedAfterAPause() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution execution = callRequested(job);
    Lease lease = driver.takeOver();
    List<OpenExecution> claimed = driver.plan(lease, Duration.ZERO).claimed();
    join(store.ledger().spill(lease, claimed));
    driver.pause(job);

    int destination = execution.job().destinationKey();
    assertThat(join(store.ledger().claimSpilled(lease, destination, 10))).isEmpty();
    assertCancelled(execution, "cancelled: the job was paused" + UNKNOWN);
  }

  @Test
  final void whatSomebodyAskedForAfterThePauseIsRepeated() {
    Job job = driver.pause(driver.create(JobDraft.EVERY_SECOND)).job();
    OpenExecution execution = callRequested(job);

    assertThat(reclaim())
        .extracting(OpenExecution::executionKey)
        .containsExactly(execution.executionKey());
  }

  @Test
  final void aFailureThatWasRecordedAfterThePauseIsNotRetried() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.request(lease, job);
    driver.settle(lease, Outcomes.running(execution));
    driver.pause(job);
    driver.settle(lease, Outcomes.retry(execution, clock.wallMs(), true));

    assertThat(reclaim()).isEmpty();
    assertCancelled(execution, "cancelled: the job was paused");
  }

  /** The node records that the outcome is unknown, which is a failure and raises an alert. */
  @Test
  final void aCallAtMostOnceIsGivenOutWhateverBecameOfItsJob() {
    Job job = driver.create(JobDraft.EVERY_SECOND.atMostOnce());
    OpenExecution execution = callRequested(job);

    Job paused = driver.pause(job).job();
    assertThat(reclaim()).hasSize(1);
    join(store.jobs().delete(paused.id(), null));
    Lease lease = driver.takeOver();
    List<OpenExecution> claimed = driver.plan(lease, Duration.ZERO).claimed();

    assertThat(claimed)
        .extracting(ReclaimContract::calledType)
        .containsExactly(DeliveryType.ATMOST_ONCE);
    OpenExecution again = claimed.getFirst();
    assertThat(
            driver.settle(lease, Outcomes.ended(again, ExecutionState.FAILED, "unknown")).alert())
        .isNotNull();
    assertThat(driver.state(execution)).isEqualTo(ExecutionState.FAILED);
  }

  private static DeliveryType calledType(OpenExecution execution) {
    return Objects.requireNonNull(execution.called()).definition().type();
  }
}
