package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of occurrences that were due before an edit, pause or delete and that nobody had
 * planned: after an outage, while the planner is behind, or while it puts the job off.
 */
public abstract class UnplannedContract extends StoreContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:01Z");

  @Test
  final void anEditSkipsThem() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    clock.advance(MINUTE);

    driver.change(job, JobDraft.EVERY_SECOND.on("0 0 * * * *"), true);

    Execution skipped = skippedOf(job);
    assertThat(skipped.skipped())
        .isEqualTo(new Execution.Skipped(60, FIRST, Instant.parse("2026-03-01T12:01:00Z")));
    assertThat(skipped.scheduledAt()).isEqualTo(FIRST);
    assertThat(skipped.completedAt()).isEqualTo(clock.now());
    assertThat(skipped.error()).isEqualTo("MISFIRE: not planned before the job was edited");
    assertThat(skipped.jobVersion()).isEqualTo(1);
    assertThat(skipped.cause()).isEqualTo(Cause.SCHEDULE);
    assertThat(skipped.node()).isNull();
    assertThat(driver.stats(job).skipped()).isEqualTo(60);
    assertThat(join(store.history().counts()).stored()).isEqualTo(1);
    assertThat(driver.plan(driver.takeOver(), MINUTE).planned()).isEmpty();
  }

  @Test
  final void aPauseSkipsThem() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    clock.advance(MINUTE);

    driver.pause(job);

    assertThat(skippedOf(job).skipped())
        .isEqualTo(new Execution.Skipped(60, FIRST, Instant.parse("2026-03-01T12:01:00Z")));
    assertThat(skippedOf(job).error()).isEqualTo("MISFIRE: not planned before the job was paused");
    assertThat(driver.stats(job).skipped()).isEqualTo(60);
  }

  @Test
  final void aDeleteSkipsThem() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    clock.advance(MINUTE);

    join(store.jobs().delete(job.id(), null));

    assertThat(skippedOf(job).skipped())
        .isEqualTo(new Execution.Skipped(60, FIRST, Instant.parse("2026-03-01T12:01:00Z")));
    assertThat(skippedOf(job).error()).isEqualTo("MISFIRE: not planned before the job was deleted");
    assertThat(join(store.history().counts()).stored()).isEqualTo(1);
    assertThat(join(store.history().knows(job.id()))).isTrue();
  }

  @Test
  final void whatIsPlannedIsNotSkipped() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver.plan(lease, Duration.ofSeconds(5));
    clock.advance(Duration.ofSeconds(5));
    driver.change(job, JobDraft.EVERY_SECOND.named("planned ahead"), true);
    assertThat(driver.executions(job, ExecutionState.SKIPPED)).isEmpty();

    driver.plan(lease, Duration.ofSeconds(5));
    clock.advance(MINUTE);
    driver.pause(driver.job(job));

    assertThat(skippedOf(job).skipped())
        .isEqualTo(
            new Execution.Skipped(
                55, Instant.parse("2026-03-01T12:00:11Z"), Instant.parse("2026-03-01T12:01:05Z")));
    assertThat(skippedOf(job).jobVersion()).isEqualTo(2);
  }

  @Test
  final void theOccurrenceAtTheCutBelongsToTheNewVersion() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    clock.advance(Duration.ofMillis(1_500));

    driver.change(job, JobDraft.EVERY_SECOND.named("edited"), true);

    assertThat(skippedOf(job).skipped()).isEqualTo(new Execution.Skipped(1, FIRST, FIRST));
    assertThat(driver.plan(driver.takeOver(), Duration.ZERO).planned())
        .extracting(OpenExecution::scheduledAtMs)
        .containsExactly(clock.wallMs());
  }

  @Test
  final void aPausedJobOwesNothing() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Job paused = driver.pause(job).job();
    clock.advance(Duration.ofHours(1));

    Job resumed = driver.change(paused, JobDraft.EVERY_SECOND, true).job();
    Job again = driver.pause(resumed).job();
    clock.advance(Duration.ofHours(1));
    join(store.jobs().delete(again.id(), null));

    assertThat(driver.executions(job)).isEmpty();
  }

  @Test
  final void aOneShotOwesOne() {
    Job job = driver.create(JobDraft.EVERY_SECOND.once());
    clock.advance(MINUTE);

    driver.pause(job);

    assertThat(skippedOf(job).skipped()).isEqualTo(new Execution.Skipped(1, FIRST, FIRST));
  }

  @Test
  final void aJobThatWasPutOffOwesFromItsFirstOccurrence() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    Planning failing =
        (_, _) -> {
          throw new IllegalStateException("cannot be planned");
        };
    join(store.ledger().plan(lease, new PlanRequest(clock.wallMs() + 1_000, 10, 10), failing));
    clock.advance(Duration.ofSeconds(30));

    driver.pause(job);

    assertThat(skippedOf(job).skipped())
        .isEqualTo(new Execution.Skipped(30, FIRST, Instant.parse("2026-03-01T12:00:30Z")));
  }

  @Test
  final void howeverManyTheyAreTheyAreOneRun() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    clock.advance(Duration.ofDays(400));

    Job paused = driver.pause(job).job();

    long seconds = Duration.ofDays(400).toSeconds();
    assertThat(skippedOf(job).skipped())
        .isEqualTo(new Execution.Skipped(seconds, FIRST, FIRST.plusSeconds(seconds - 1)));
    assertThat(driver.stats(job).skipped()).isEqualTo(seconds);
    assertThat(paused.version()).isEqualTo(2);
  }

  @Test
  final void aRefusedChangeSkipsNothing() {
    driver.create(JobDraft.EVERY_SECOND.named("taken").on("0 0 0 1 1 *"));
    Job job = driver.create(JobDraft.EVERY_SECOND);
    clock.advance(MINUTE);

    join(store.jobs().change(job.id(), 7, job.definition(), false));
    join(store.jobs().change(job.id(), 1, JobDraft.EVERY_SECOND.named("taken").definition(), true));
    join(store.jobs().delete(job.id(), 7));

    assertThat(driver.executions(job)).isEmpty();
    assertThat(driver.plan(driver.takeOver(), Duration.ZERO).planned()).hasSize(60);
  }

  /** The job's only summarising row. */
  private Execution skippedOf(Job job) {
    List<Execution> rows = driver.executions(job, ExecutionState.SKIPPED);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }
}
