package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobStore.JobCounts;
import io.carillon.core.port.JobStore.JobVersion;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Page;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits, pauses and resumes. */
public abstract class ChangeContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(5);

  @Test
  final void anEditMakesTheNextVersion() {
    Job job = driver.create(JobDraft.EVERY_SECOND.named("old"));
    clock.advance(Duration.ofMinutes(1));

    Job edited =
        driver.change(job, JobDraft.EVERY_SECOND.named("new").on("0 * * * * *"), true).job();

    assertThat(driver.job(job)).isEqualTo(edited);
    assertThat(edited.version()).isEqualTo(2);
    assertThat(edited.createdAt()).isEqualTo(START);
    assertThat(edited.updatedAt()).isEqualTo(clock.now());
    assertThat(edited.nextExecutionTime()).isEqualTo(Instant.parse("2026-03-01T12:02:00Z"));
    driver.create(JobDraft.EVERY_SECOND.named("old"));
  }

  @Test
  final void versionsAreKeptNewestFirst() {
    Job job = driver.create(JobDraft.EVERY_SECOND.on("1 * * * * *"));
    Job second = driver.change(job, JobDraft.EVERY_SECOND.on("2 * * * * *"), true).job();
    driver.pause(second);

    Page<JobVersion> page = join(store.jobs().versions(job.id(), 2, null));
    assertThat(page.items()).extracting(JobVersion::version).containsExactly(3, 2);
    assertThat(page.items().getFirst().isActive()).isFalse();
    Page<JobVersion> rest = join(store.jobs().versions(job.id(), 2, page.nextCursor()));
    assertThat(rest.items()).hasSize(1);
    assertThat(rest.items().getFirst().definition()).isEqualTo(job.definition());
    assertThat(rest.nextCursor()).isNull();
  }

  @Test
  final void aChangeFromAnotherVersionIsRefused() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.change(job, JobDraft.EVERY_SECOND, true);

    assertThat(join(store.jobs().change(job.id(), 1, job.definition(), false)))
        .isEqualTo(new ChangeResult.VersionMismatch(2));
    assertThat(join(store.jobs().change(JobId.create(1), 1, job.definition(), false)))
        .isEqualTo(new ChangeResult.Unknown());
  }

  @Test
  final void aChangeToATakenNameIsRefused() {
    Job other = driver.create(JobDraft.EVERY_SECOND.named("taken"));
    Job job = driver.create(JobDraft.EVERY_SECOND);

    assertThat(join(store.jobs().change(job.id(), 1, other.definition(), true)))
        .isEqualTo(new ChangeResult.NameTaken(other.id()));
    assertThat(driver.job(job)).isEqualTo(job);
  }

  @Test
  final void anEditRemovesUnsentPlansFromTheCutOnAndKeepsEarlierOnes() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver.plan(lease, HORIZON);
    clock.advance(Duration.ofSeconds(2));

    ChangeResult.Changed changed =
        driver.change(job, JobDraft.EVERY_SECOND.on("*/2 * * * * *"), true);

    assertThat(changed.cutMs()).isEqualTo(clock.wallMs());
    assertThat(driver.executions(job))
        .extracting(execution -> execution.scheduledAt().getEpochSecond() % 60)
        .containsExactly(2L, 1L);
    assertThat(join(store.history().counts()).stored()).isEqualTo(2);
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    assertThat(planned).extracting(e -> e.scheduledAtMs() / 1000 % 60).containsExactly(4L, 6L);
    assertThat(planned).allMatch(e -> e.job().version() == 2);
  }

  @Test
  final void anOccurrenceThatWasSentIsNotPlannedAgain() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution sent = driver.plan(lease, HORIZON).planned().getFirst();
    driver.settle(lease, Outcomes.running(sent));

    driver.change(job, JobDraft.EVERY_SECOND.named("edited"), true);

    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    assertThat(planned).hasSize(4).noneMatch(e -> e.scheduledAtMs() == sent.scheduledAtMs());
    assertThat(driver.executions(job)).hasSize(5);
    assertThat(driver.settle(lease, Outcomes.success(sent)).applied()).isTrue();
  }

  @Test
  final void anEditRemovesSpilledPlansToo() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    join(store.ledger().spill(lease, planned));

    driver.change(job, JobDraft.EVERY_SECOND.on("0 0 * * * *"), true);

    assertThat(driver.executions(job)).isEmpty();
    int destination = planned.getFirst().job().destinationKey();
    assertThat(join(store.ledger().claimSpilled(lease, destination, 10))).isEmpty();
  }

  @Test
  final void anEditKeepsWaitingRetriesUnderTheNewVersion() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    long laterMs = clock.wallMs() + 60_000;
    driver.settle(lease, Outcomes.retry(execution, laterMs, false));

    driver.change(job, JobDraft.EVERY_SECOND.on("0 0 0 * * *"), true);

    clock.advance(Duration.ofMinutes(1));
    List<OpenExecution> claimed = driver.plan(lease, HORIZON).claimed();
    assertThat(claimed).hasSize(1);
    assertThat(claimed.getFirst().job().version()).isEqualTo(2);
  }

  @Test
  final void aPauseLeavesNoRetryWaiting() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    for (OpenExecution execution : driver.plan(lease, HORIZON).planned()) {
      driver.settle(lease, Outcomes.retry(execution, clock.wallMs() + 60_000, true));
    }
    assertThat(join(store.history().countRetrying(3))).isEqualTo(3);
    assertThat(join(store.history().countRetrying(100))).isEqualTo(5);

    driver.pause(job);

    assertThat(join(store.history().countRetrying(100))).isZero();
  }

  @Test
  final void aPauseCancelsWhatWaitsAndLeavesWhatRuns() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, HORIZON).planned();
    OpenExecution running = planned.get(0);
    OpenExecution heldRetry = planned.get(1);
    OpenExecution freeRetry = planned.get(2);
    driver.settle(lease, Outcomes.running(running));
    driver.settle(lease, Outcomes.retry(heldRetry, clock.wallMs() + 9_000, true));
    driver.settle(lease, Outcomes.retry(freeRetry, clock.wallMs() + 9_000, false));
    OpenExecution manual = driver.request(lease, job);
    clock.advance(Duration.ofSeconds(4));

    Job paused = driver.pause(job).job();

    assertThat(paused.nextExecutionTime()).isNull();
    assertThat(driver.state(running)).isEqualTo(ExecutionState.RUNNING);
    assertThat(List.of(heldRetry, freeRetry, planned.get(3), manual))
        .allMatch(e -> driver.state(e) == ExecutionState.CANCELLED);
    assertThat(driver.execution(manual).error()).isEqualTo("cancelled: the job was paused");
    assertThat(driver.execution(manual).completedAt()).isEqualTo(clock.now());
    assertThat(driver.executions(job)).hasSize(5);
    assertThat(driver.stats(job).cancelled()).isEqualTo(4);
    assertThat(driver.plan(lease, HORIZON).planned()).isEmpty();
    assertThat(driver.settle(lease, Outcomes.success(running)).applied()).isTrue();
    Settlement late =
        Outcomes.success(Outcomes.after(Outcomes.retry(heldRetry, 1, true), heldRetry));
    assertThat(driver.settle(lease, late).applied()).isFalse();
  }

  @Test
  final void aResumePlansFromNow() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Job paused = driver.pause(job).job();
    clock.advance(Duration.ofHours(1));

    Job resumed = driver.change(paused, JobDraft.EVERY_SECOND, true).job();

    assertThat(resumed.nextExecutionTime()).isEqualTo(Instant.parse("2026-03-01T13:00:01Z"));
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(1, 1));
    Lease lease = driver.takeOver();
    assertThat(driver.plan(lease, Duration.ofSeconds(1)).planned()).hasSize(1);
  }

  @Test
  final void aStartUnderTheOldVersionIsTooLate() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    clock.advance(Duration.ofSeconds(1));

    driver.change(job, JobDraft.EVERY_SECOND.named("edited"), true);

    assertThat(driver.start(lease, execution, false)).isEqualTo(Start.Result.OUTDATED);
    assertThat(driver.state(execution)).isEqualTo(ExecutionState.PENDING);
  }

  @Test
  final void theNextExecutionIsTheEarliestPlannedOne() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.plan(driver.takeOver(), HORIZON);

    assertThat(driver.job(job).nextExecutionTime())
        .isEqualTo(Instant.parse("2026-03-01T12:00:01Z"));
    clock.advance(Duration.ofSeconds(3));
    assertThat(driver.job(job).nextExecutionTime())
        .isEqualTo(Instant.parse("2026-03-01T12:00:04Z"));
  }
}
