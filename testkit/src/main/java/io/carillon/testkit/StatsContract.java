package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.JobStats.Percentiles;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Settlement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A job's totals and percentiles. */
public abstract class StatsContract extends StoreContract {
  @Test
  final void aJobThatNeverFiredHasNoPercentiles() {
    Job job = driver.create(JobDraft.EVERY_SECOND);

    assertThat(driver.stats(job)).isEqualTo(new JobStats(0, 0, 0, 0, 0, null, null));
    assertThat(join(store.jobs().stats(JobId.create(1)))).isEmpty();
  }

  @Test
  final void totalsCountEveryEnd() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.create(JobDraft.EVERY_SECOND.on("0 0 0 * * *"));
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(6)).planned();
    join(
        store
            .ledger()
            .settle(
                lease,
                List.of(
                    Outcomes.success(planned.get(0)),
                    Outcomes.success(planned.get(1)),
                    Outcomes.failure(planned.get(2)),
                    Outcomes.ended(planned.get(3), ExecutionState.SKIPPED, "late"),
                    Outcomes.ended(planned.get(4), ExecutionState.CANCELLED, "no"))));
    clock.advance(Duration.ofSeconds(6));

    JobStats stats = driver.stats(job);

    assertThat(stats.success()).isEqualTo(2);
    assertThat(stats.failed()).isEqualTo(1);
    assertThat(stats.skipped()).isEqualTo(1);
    assertThat(stats.cancelled()).isEqualTo(1);
    assertThat(stats.sampleSize()).isEqualTo(3);
    assertThat(stats.durationMs()).isEqualTo(new Percentiles(20, 20, 20, 20));
    assertThat(stats.driftMs()).isEqualTo(new Percentiles(5, 5, 5, 5));
  }

  @Test
  final void percentilesAreThoseOfTheCalls() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(100)).planned();
    List<Settlement> settlements =
        planned.stream().map(e -> lasting(e, e.scheduledAtMs() / 1_000 % 100 + 1)).toList();
    join(store.ledger().settle(lease, settlements));
    clock.advance(Duration.ofSeconds(100));

    JobStats stats = driver.stats(job);

    assertThat(stats.sampleSize()).isEqualTo(100);
    assertThat(stats.durationMs()).isEqualTo(new Percentiles(50, 90, 99, 100));
  }

  private static Settlement lasting(OpenExecution execution, long durationMs) {
    Settlement success = Outcomes.success(execution);
    return new Settlement(
        success.executionKey(),
        success.jobKey(),
        success.jobVersion(),
        success.scheduledAtMs(),
        success.heldDueAtMs(),
        success.to(),
        0,
        success.startedAtMs(),
        success.startedAtMs() + durationMs,
        200,
        durationMs,
        null,
        0,
        false,
        null);
  }
}
