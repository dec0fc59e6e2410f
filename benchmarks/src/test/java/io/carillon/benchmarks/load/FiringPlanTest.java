package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiringPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-22T18:00:00.400Z");

  @Test
  void spreadJobsFireOnceASecondAtInstantsOfTheirOwn() {
    FiringPlan plan = new FiringPlan(1_000, true, 4, 10, 30, 3);
    FiringPlan.Times times = plan.startingFrom(NOW);
    assertThat(IntStream.range(0, 1_000).mapToLong(i -> firstFireMs(plan.job(i, "t", times))))
        .containsExactly(
            IntStream.range(0, 1_000)
                .mapToLong(i -> times.startAt().toEpochMilli() + i)
                .boxed()
                .toArray(Long[]::new));
  }

  @Test
  void theLastFireIsTheTailsLast() {
    FiringPlan plan = new FiringPlan(10, false, 4, 10, 30, 3);
    FiringPlan.Times times = plan.startingFrom(NOW);
    Schedule everySecond = Schedule.parse("* * * * * *", ZoneOffset.UTC, NOW);
    long fires =
        everySecond.count(
            times.startAt().toEpochMilli(), times.endAt().plusMillis(1).toEpochMilli());
    assertThat(fires * plan.jobs()).isEqualTo(plan.expectedInAll());
  }

  @Test
  void ofALongWindowOnlyTheEndIsReadFromTheLedger() {
    FiringPlan plan = new FiringPlan(10, false, 4, 10, 600, 3);
    assertThat(plan.expected()).isEqualTo(6_000);
    assertThat(plan.expectedInLedger()).isEqualTo(600);
  }

  private static long firstFireMs(JsonNode job) {
    Instant anchor = Instant.parse(job.get("startAt").asText());
    return Schedule.parse(job.get("schedule").asText(), ZoneOffset.UTC, anchor)
        .nextAfter(anchor.toEpochMilli());
  }
}
