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
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is missed between two instants. */
class SkippedRunTest {
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

  private static SkippedRun run(JobSnapshot job, long beforeMs) {
    return SkippedRun.of(job, FIRST_MS, beforeMs, ERROR);
  }

  @Test
  void theRunEndsBeforeTheInstant() {
    assertThat(run(everySecond, FIRST_MS + 3_000))
        .isEqualTo(new SkippedRun(3, FIRST_MS, FIRST_MS + 2_000, ERROR));
    assertThat(run(everySecond, FIRST_MS + 3_001))
        .isEqualTo(new SkippedRun(4, FIRST_MS, FIRST_MS + 3_000, ERROR));
    assertThat(run(everySecond, FIRST_MS + 1))
        .isEqualTo(new SkippedRun(1, FIRST_MS, FIRST_MS, ERROR));
  }

  @Test
  void aOneShotMissesOne() {
    assertThat(run(job(false, null), FIRST_MS + 3_000))
        .isEqualTo(new SkippedRun(1, FIRST_MS, FIRST_MS, ERROR));
  }

  @Test
  void nothingIsMissedAfterTheEnd() {
    assertThat(run(job(true, Instant.ofEpochMilli(FIRST_MS + 1_000)), FIRST_MS + 60_000))
        .isEqualTo(new SkippedRun(2, FIRST_MS, FIRST_MS + 1_000, ERROR));
    assertThat(run(job(true, Instant.ofEpochMilli(FIRST_MS)), FIRST_MS + 60_000))
        .isEqualTo(new SkippedRun(1, FIRST_MS, FIRST_MS, ERROR));
  }

  @Test
  void theFirstIsOneThoughTheScheduleSaysSoNoMore() {
    assertThat(SkippedRun.of(everySecond, FIRST_MS + 500, FIRST_MS + 2_500, ERROR))
        .isEqualTo(new SkippedRun(3, FIRST_MS + 500, FIRST_MS + 2_000, ERROR));
    assertThat(SkippedRun.of(everySecond, FIRST_MS + 500, FIRST_MS + 1_000, ERROR))
        .isEqualTo(new SkippedRun(1, FIRST_MS + 500, FIRST_MS + 500, ERROR));
  }

  @Test
  void aCenturyIsOneRun() {
    long seconds = 100L * 365 * 86_400;

    assertThat(run(everySecond, FIRST_MS + seconds * 1_000))
        .isEqualTo(new SkippedRun(seconds, FIRST_MS, FIRST_MS + (seconds - 1) * 1_000, ERROR));
  }
}
