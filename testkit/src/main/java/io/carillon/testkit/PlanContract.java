package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Claiming and planning. */
public abstract class PlanContract extends StoreContract {
  private static final Duration HORIZON = Duration.ofSeconds(5);

  private PlanBatch plan(Lease lease, int jobMax, Planning planning) {
    PlanRequest request = new PlanRequest(clock.wallMs() + HORIZON.toMillis(), jobMax, 10);
    return join(store.ledger().plan(lease, request, planning));
  }

  private List<Long> plannedOffsetsMs(Lease lease) {
    return driver.plan(lease, HORIZON).planned().stream()
        .map(execution -> execution.scheduledAtMs() - START.toEpochMilli())
        .toList();
  }

  @Test
  final void nextFiresThatAClockAheadHasPutOffAreComputedAgain() {
    clock.setWall(START.plus(Duration.ofHours(1)));
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    clock.setWall(START);
    assertThat(plannedOffsetsMs(lease)).isEmpty();

    assertThat(join(store.ledger().recomputeDue())).isEqualTo(1);

    assertThat(plannedOffsetsMs(lease)).containsExactly(500L, 1_500L, 2_500L, 3_500L, 4_500L);
    assertThat(join(store.ledger().recomputeDue())).as("it finds what is planned").isEqualTo(1);
    assertThat(plannedOffsetsMs(lease)).isEmpty();
    clock.advance(Duration.ofSeconds(2));
    assertThat(plannedOffsetsMs(lease)).containsExactly(5_500L, 6_500L);
  }

  @Test
  final void everyOccurrenceInsideTheHorizonGetsOneExecution() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();

    PlanBatch batch = driver.plan(lease, HORIZON);

    assertThat(batch.jobs()).isEqualTo(1);
    assertThat(batch.claimed()).isEmpty();
    assertThat(batch.more()).isFalse();
    assertThat(batch.planned())
        .extracting(e -> e.scheduledAtMs() - START.toEpochMilli())
        .containsExactly(500L, 1_500L, 2_500L, 3_500L, 4_500L);
    assertThat(driver.plan(lease, HORIZON).planned()).isEmpty();
    assertThat(join(store.history().counts()).stored()).isEqualTo(5);
    assertThat(driver.executions(job, ExecutionState.PENDING)).hasSize(5);
  }

  @Test
  final void aPlannedExecutionIsInTheNodesHands() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();

    OpenExecution planned = driver.planOne(lease);

    assertThat(planned)
        .isEqualTo(
            OpenExecution.unsent(
                planned.executionKey(),
                job.snapshot(),
                Instant.parse("2026-03-01T12:00:01Z").toEpochMilli(),
                Cause.SCHEDULE));
    Execution execution = driver.execution(planned);
    assertThat(execution.jobId()).isEqualTo(job.id());
    assertThat(execution.node()).isEqualTo("node-a");
    assertThat(execution.startedAt()).isNull();
    assertThat(execution.nextAttemptAt()).isNull();
    assertThat(execution.attempts()).isEmpty();
  }

  @Test
  final void jobsAreClaimedInOrderUpToTheLimit() {
    Job late = driver.create(JobDraft.EVERY_SECOND.on("4 * * * * *"));
    Job early = driver.create(JobDraft.EVERY_SECOND.on("2 * * * * *"));
    driver.create(JobDraft.EVERY_SECOND.on("9 * * * * *"));
    Lease lease = driver.takeOver();
    List<Long> claimed = new ArrayList<>();
    Planning planning =
        (job, nextMs) -> {
          claimed.add(job.jobKey());
          return StoreDriver.everyOccurrence(job, nextMs, clock.wallMs() + 5_000);
        };

    assertThat(plan(lease, 1, planning).more()).isTrue();
    assertThat(claimed).containsExactly(early.snapshot().jobKey());
    assertThat(plan(lease, 1, planning).more()).isTrue();
    assertThat(claimed).contains(late.snapshot().jobKey());
    assertThat(plan(lease, 1, planning).more()).isFalse();
    assertThat(claimed).hasSize(2);
  }

  @Test
  final void aJobThatIsNotCaughtUpIsWorthAnotherCall() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();

    PlanBatch batch =
        plan(lease, 10, (_, nextMs) -> new JobPlan(new long[] {nextMs}, null, nextMs + 1_000));

    assertThat(batch.more()).isTrue();
  }

  @Test
  final void aRunOfMissedOccurrencesIsOneRow() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    clock.advance(Duration.ofMinutes(1));
    long lastMs = Instant.parse("2026-03-01T12:01:00Z").toEpochMilli();

    PlanBatch batch =
        plan(
            lease,
            10,
            (_, nextMs) ->
                new JobPlan(
                    new long[] {lastMs},
                    new SkippedRun(59, nextMs, lastMs - 1_000, "missed"),
                    lastMs + 1_000));

    assertThat(batch.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.job().id()).isEqualTo(job.id());
              assertThat(skipped.run().count()).isEqualTo(59);
            });
    assertThat(batch.planned()).hasSize(1);
    Execution skipped = driver.executions(job, ExecutionState.SKIPPED).getFirst();
    assertThat(skipped.skipped())
        .isEqualTo(
            new Execution.Skipped(
                59, Instant.parse("2026-03-01T12:00:01Z"), Instant.parse("2026-03-01T12:00:59Z")));
    assertThat(skipped.error()).isEqualTo("missed");
    assertThat(skipped.completedAt()).isEqualTo(clock.now());
    assertThat(driver.stats(job).skipped()).isEqualTo(59);
  }

  @Test
  final void oneJobThatCannotBePlannedDoesNotHinderOthers() {
    Job bad = driver.create(JobDraft.EVERY_SECOND);
    Job good = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<Long> asked = new ArrayList<>();
    Planning planning =
        (job, nextMs) -> {
          asked.add(nextMs);
          if (job.jobKey() == bad.snapshot().jobKey()) {
            throw new IllegalStateException("cannot be planned");
          }
          return StoreDriver.everyOccurrence(job, nextMs, clock.wallMs() + 5_000);
        };

    assertThat(plan(lease, 10, planning).planned())
        .allMatch(e -> e.job().id().equals(good.id()))
        .hasSize(5);

    long owedMs = asked.getFirst();
    asked.clear();
    clock.advance(Duration.ofSeconds(1));
    plan(lease, 10, planning);
    assertThat(asked).doesNotContain(owedMs);
    clock.advance(Duration.ofMinutes(1));
    plan(lease, 10, planning);
    assertThat(asked).contains(owedMs);
  }

  @Test
  final void aRetryIsClaimedWhenItsTimeComes() {
    driver.create(JobDraft.EVERY_SECOND.on("1 0 * * * *"));
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);
    long laterMs = clock.wallMs() + 60_000;
    driver.settle(lease, Outcomes.retry(execution, laterMs, false));

    assertThat(driver.plan(lease, Duration.ofSeconds(59)).claimed()).isEmpty();
    List<OpenExecution> claimed = driver.plan(lease, Duration.ofSeconds(60)).claimed();

    assertThat(claimed)
        .containsExactly(
            new OpenExecution(
                execution.executionKey(),
                execution.job(),
                execution.scheduledAtMs(),
                laterMs,
                Cause.SCHEDULE,
                ExecutionState.RETRYING,
                1,
                execution.dueAtMs() + Outcomes.DRIFT_MS,
                null));
    assertThat(driver.plan(lease, Duration.ofSeconds(60)).claimed()).isEmpty();
  }

  @Test
  final void waitingExecutionsAreClaimedOldestFirstUpToTheLimit() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease first = driver.takeOver();
    driver.plan(first, HORIZON);
    Lease second = driver.takeOver();
    PlanRequest two = new PlanRequest(clock.wallMs() + 60_000, 0, 2);

    PlanBatch batch = join(store.ledger().plan(second, two, (_, _) -> nothing()));

    assertThat(batch.claimed())
        .extracting(e -> e.scheduledAtMs() / 1000 % 60)
        .containsExactly(1L, 2L);
    assertThat(batch.more()).isTrue();
  }

  private static JobPlan nothing() {
    throw new IllegalStateException("no job was asked for");
  }
}
