package io.carillon.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.DeliveryType;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.schedule.DstPolicy;
import io.carillon.schedule.Schedule;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnplannedTest {
  private static final JobId ID = JobId.create(1);

  private static final long FIRST_MS = Instant.parse("2027-01-01T00:00:01Z").toEpochMilli();
  private static final String ERROR = "MISFIRE: not planned before the job was edited";

  private final JobSnapshot everySecond = job(true, null);

  private static JobSnapshot job(boolean isRecurring, @Nullable Instant endAt) {
    JobDefinition definition =
        new JobDefinition(
            null,
            null,
            "* * * * * *",
            ZoneOffset.UTC,
            DstPolicy.RUN_ONCE,
            new Target(URI.create("http://localhost/x"), "POST", Map.of(), null),
            JobDefinition.TIMEOUT_MS_DEFAULT,
            DeliveryType.ATLEAST_ONCE,
            isRecurring,
            RetryPolicy.DEFAULT,
            MisfirePolicy.FIRE_ONCE,
            JobDefinition.CATCH_UP_WINDOW_MS_DEFAULT,
            OverlapPolicy.ALLOW,
            JobDefinition.START_DEADLINE_MS_DEFAULT,
            null,
            endAt,
            Set.of(),
            null);
    return new JobSnapshot(
        1, ID, 1, 1, definition, definition.rule(ID, Instant.ofEpochMilli(0)), 1);
  }

  private static JobPlan oldestRun(JobSnapshot job, long firstMs, long cutMs) {
    return Unplanned.oldestRun(job, firstMs, cutMs, JobChange.EDITED);
  }

  @Test
  void theRunEndsBeforeTheCut() {
    JobPlan plan = oldestRun(everySecond, FIRST_MS, FIRST_MS + 3_000);

    assertThat(plan.occurrencesMs()).isEmpty();
    assertThat(plan.skipped()).isEqualTo(new SkippedRun(3, FIRST_MS, FIRST_MS + 2_000, ERROR));
    assertThat(plan.nextFireAtMs()).isEqualTo(FIRST_MS + 3_000);
  }

  @Test
  void nothingIsUnplannedWhenTheNextOneIsNotDue() {
    assertThat(oldestRun(everySecond, FIRST_MS, FIRST_MS).skipped()).isNull();
    assertThat(oldestRun(everySecond, Schedule.NEVER, FIRST_MS).skipped()).isNull();
  }

  @Test
  void aOneShotHasOne() {
    JobPlan plan = oldestRun(job(false, null), FIRST_MS, FIRST_MS + 3_000);

    assertThat(plan.skipped()).isEqualTo(new SkippedRun(1, FIRST_MS, FIRST_MS, ERROR));
    assertThat(plan.nextFireAtMs()).isEqualTo(Schedule.NEVER);
  }

  @Test
  void nothingIsOwedAfterTheEnd() {
    JobSnapshot job = job(true, Instant.ofEpochMilli(FIRST_MS + 1_000));

    JobPlan plan = oldestRun(job, FIRST_MS, FIRST_MS + 60_000);

    assertThat(plan.skipped()).isEqualTo(new SkippedRun(2, FIRST_MS, FIRST_MS + 1_000, ERROR));
    assertThat(plan.nextFireAtMs()).isEqualTo(Schedule.NEVER);
  }

  @Test
  void moreThanARunHoldsAreSeveralRuns() {
    long runMs = Unplanned.RUN_MAX * 1_000L;
    long cutMs = FIRST_MS + runMs + 2_000;

    JobPlan oldest = oldestRun(everySecond, FIRST_MS, cutMs);
    JobPlan rest = oldestRun(everySecond, oldest.nextFireAtMs(), cutMs);

    assertThat(oldest.skipped())
        .isEqualTo(new SkippedRun(Unplanned.RUN_MAX, FIRST_MS, FIRST_MS + runMs - 1_000, ERROR));
    assertThat(oldest.nextFireAtMs()).isEqualTo(FIRST_MS + runMs);
    assertThat(rest.skipped())
        .isEqualTo(new SkippedRun(2, FIRST_MS + runMs, FIRST_MS + runMs + 1_000, ERROR));
    assertThat(rest.nextFireAtMs()).isEqualTo(cutMs);
  }
}
