package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.Job;
import io.carillon.core.port.History;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Retention. */
public abstract class PruneContract extends StoreContract {
  private static final long MANY = 1_000_000;

  private int prune(long beforeMs, long rowsMax, int max) {
    return join(store.ledger().prune(beforeMs, rowsMax, max));
  }

  private List<Long> seconds(Job job) {
    return driver.executions(job).stream()
        .map(Execution::scheduledAt)
        .map(at -> at.getEpochSecond() % 60)
        .toList();
  }

  @Test
  final void whatEndedAndIsOldGoes() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(6)).planned();
    planned.stream().limit(5).forEach(e -> driver.settle(lease, Outcomes.success(e)));

    assertThat(prune(planned.get(3).scheduledAtMs(), MANY, 100)).isEqualTo(3);

    assertThat(seconds(job)).containsExactly(6L, 5L, 4L);
    assertThat(join(store.history().counts()).stored()).isEqualTo(3);
    assertThat(driver.stats(job).success()).isEqualTo(5);
    assertThat(prune(planned.get(3).scheduledAtMs(), MANY, 100)).isZero();
  }

  @Test
  final void unfinishedExecutionsInBetweenStay() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(6)).planned();
    for (int i : List.of(1, 3, 5)) {
      driver.settle(lease, Outcomes.success(planned.get(i)));
    }
    driver.settle(lease, Outcomes.retry(planned.get(2), clock.wallMs() + 90_000, false));

    assertThat(prune(clock.wallMs() + 60_000, MANY, 100)).isEqualTo(3);

    assertThat(seconds(job)).containsExactly(5L, 3L, 1L);
    assertThat(driver.execution(planned.get(2)).attempts()).hasSize(1);
    assertThat(driver.settle(lease, Outcomes.success(planned.get(0))).applied()).isTrue();
  }

  @Test
  final void theOldestGoBeyondTheRowLimit() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver
        .plan(lease, Duration.ofSeconds(10))
        .planned()
        .forEach(e -> driver.settle(lease, Outcomes.success(e)));

    assertThat(prune(0, 4, 5)).isEqualTo(5);
    assertThat(prune(0, 4, 5)).isEqualTo(1);
    assertThat(prune(0, 4, 5)).isZero();

    assertThat(seconds(job)).containsExactly(10L, 9L, 8L, 7L);
  }

  @Test
  final void theOldestOfAllJobsGoThousandsAtATime() {
    List<Job> jobs = Stream.generate(() -> driver.create(JobDraft.EVERY_SECOND)).limit(5).toList();
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofMinutes(10)).planned();
    join(store.ledger().settle(lease, planned.stream().map(PruneContract::everyThird).toList()));

    assertThat(prune(0, 300, 2_500)).isEqualTo(2_500);

    assertThat(join(store.history().counts()).stored()).isEqualTo(500);
    for (Job job : jobs) {
      assertThat(driver.executions(job)).hasSize(100);
      assertThat(driver.executions(job).getLast().scheduledAt())
          .isEqualTo(Instant.parse("2026-03-01T12:08:21Z"));
    }
    assertThat(prune(0, 300, 2_500)).isEqualTo(200);
    assertThat(join(store.history().counts()).stored()).isEqualTo(300);
    assertThat(join(store.alerts().list(null, 500, null)).items())
        .allSatisfy(
            alert -> assertThat(join(store.history().find(alert.executionId()))).isPresent());
  }

  private static Settlement everyThird(OpenExecution e) {
    return e.scheduledAtMs() / 1_000 % 3 == 0 ? Outcomes.failure(e) : Outcomes.success(e);
  }

  @Test
  final void oneBatchIsBounded() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver
        .plan(lease, Duration.ofSeconds(5))
        .planned()
        .forEach(e -> driver.settle(lease, Outcomes.success(e)));
    long allMs = clock.wallMs() + 60_000;

    assertThat(prune(allMs, MANY, 3)).isEqualTo(3);
    assertThat(prune(allMs, MANY, 3)).isEqualTo(2);
    assertThat(join(store.history().counts())).isEqualTo(new History.Counts(0, 5, 0));
  }

  @Test
  final void attemptsAndAlertsGoWithTheirExecution() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(2)).planned();
    planned.forEach(e -> driver.settle(lease, Outcomes.failure(e)));

    prune(planned.get(1).scheduledAtMs(), MANY, 10);

    assertThat(join(store.history().find(new ExecutionId(planned.get(0).executionKey()))))
        .isEmpty();
    assertThat(join(store.alerts().list(job.id(), 10, null)).items()).hasSize(1);
    assertThat(driver.execution(planned.get(1)).attempts()).hasSize(1);
  }

  @Test
  final void aJobRecoversAlsoWhenTheAlertOfItsFailureIsGone() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(2)).planned();
    driver.settle(lease, Outcomes.failure(planned.get(0)));
    prune(planned.get(1).scheduledAtMs(), MANY, 10);

    assertThat(driver.settle(lease, Outcomes.success(planned.get(1))).alert()).isNotNull();
    assertThat(join(store.alerts().list(job.id(), 10, null)).items()).hasSize(1);
  }

  @Test
  final void aDeletedJobIsForgottenWithItsLastExecution() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver.settle(lease, Outcomes.failure(driver.planOne(lease)));
    join(store.jobs().delete(job.id(), null));
    assertThat(join(store.history().knows(job.id()))).isTrue();

    prune(clock.wallMs() + 60_000, MANY, 10);

    assertThat(join(store.history().knows(job.id()))).isFalse();
    assertThat(join(store.alerts().list(null, 10, null)).items()).isEmpty();
  }
}
