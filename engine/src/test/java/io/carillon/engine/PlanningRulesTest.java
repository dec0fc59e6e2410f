package io.carillon.engine;

import static io.carillon.core.MisfirePolicy.FIRE_ALL;
import static io.carillon.core.MisfirePolicy.FIRE_ONCE;
import static io.carillon.core.MisfirePolicy.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.JobSnapshot;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which occurrences fire now, which are recorded as missed. Times are seconds after {@link #T}. */
class PlanningRulesTest {
  private static final long T = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long DAY_MS = 86_400_000;
  private static final EngineConfig CONFIG = Configs.FIVE_SECONDS_AHEAD;

  @ParameterizedTest
  @EnumSource(MisfirePolicy.class)
  void plansFromTheFirstOccurrenceToTheHorizon(MisfirePolicy policy) {
    JobPlan plan = plan(everySecond().misfire(policy), 10, 8);

    assertThat(seconds(plan)).containsExactly(8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L);
    assertThat(plan.skipped()).isNull();
    assertThat(plan.nextFireAtMs()).isEqualTo(at(16));
  }

  @Test
  void plansNothingOfAJobThatIsDueAfterTheHorizon() {
    JobPlan plan = plan(everySecond(), 10, 16);

    assertThat(seconds(plan)).isEmpty();
    assertThat(plan.nextFireAtMs()).isEqualTo(at(16));
  }

  @ParameterizedTest
  @CsvSource({"5, false", "4, true"})
  void anOccurrenceIsMissedBeyondTheThreshold(long firstSecond, boolean isMissed) {
    JobPlan plan = plan(everySecond().misfire(SKIP), 10, firstSecond);

    assertThat(plan.skipped() != null).isEqualTo(isMissed);
  }

  @ParameterizedTest
  @CsvSource({
    // policy, catch-up window in seconds, first that fires, skipped, first and last skipped
    "SKIP, 0, 100, 99, 1, 99",
    "FIRE_ONCE, 0, 99, 98, 1, 98",
    "FIRE_ALL, 0, 100, 99, 1, 99",
    "FIRE_ALL, 10, 90, 89, 1, 89",
    "FIRE_ALL, 3600, 1, 0, 0, 0",
  })
  void theMisfirePolicyDecidesAboutAllBeforeNow(
      MisfirePolicy policy, long windowS, long firstFired, long skipped, long from, long to) {
    JobPlan plan = plan(everySecond().misfire(policy).catchUpWindowMs(windowS * 1_000), 100, 1);

    assertThat(seconds(plan)).isEqualTo(LongStream.rangeClosed(firstFired, 105).boxed().toList());
    assertThat(plan.nextFireAtMs()).isEqualTo(at(106));
    if (skipped == 0) {
      assertThat(plan.skipped()).isNull();
    } else {
      SkippedRun run = run(plan);
      assertThat(run.count()).isEqualTo(skipped);
      assertThat(run.fromMs()).isEqualTo(at(from));
      assertThat(run.toMs()).isEqualTo(at(to));
      assertThat(run.error()).startsWith("MISFIRE").contains(policy.name());
    }
  }

  @Test
  void fireAllCatchesUpInSlicesAndAtMostItsLimit() {
    JobDraft draft = everySecond().misfire(FIRE_ALL).catchUpWindowMs(24 * 3_600_000L);
    List<Long> fired = new ArrayList<>();
    long skipped = 0;
    long next = at(1);
    int slices = 0;
    while (next <= at(5_005)) {
      JobPlan plan = plan(draft, 5_000, second(next));
      assertThat(plan.occurrencesMs().length).isLessThanOrEqualTo(PlanningRules.SLICE_MAX);
      fired.addAll(seconds(plan));
      skipped += plan.skipped() == null ? 0 : run(plan).count();
      assertThat(plan.nextFireAtMs()).isGreaterThan(next);
      next = plan.nextFireAtMs();
      slices++;
    }

    assertThat(slices).isEqualTo(4);
    assertThat(skipped).isEqualTo(3_999);
    assertThat(fired).isEqualTo(LongStream.rangeClosed(4_000, 5_005).boxed().toList());
  }

  @ParameterizedTest
  @CsvSource({"FIRE_ONCE, 1", "FIRE_ALL, 1000", "SKIP, 0"})
  void aRunOfAnyLengthIsOne(MisfirePolicy policy, int fires) {
    JobDraft draft = everySecond().misfire(policy).catchUpWindowMs(7 * 24 * 3_600_000L);
    long nowS = 250_000_003;

    JobPlan plan = plan(draft, nowS, 1);

    assertThat(run(plan))
        .isEqualTo(
            new SkippedRun(
                nowS - 1 - fires,
                at(1),
                at(nowS - 1 - fires),
                "MISFIRE: missed while nothing" + " planned it; policy " + policy));
    assertThat(seconds(plan)).startsWith(nowS - fires);
  }

  /** As if each occurrence were visited. */
  @Test
  void whatFiresAndWhatIsSkippedIsCountedExactly() {
    int visited = 0;
    for (long seed = 1; seed <= 2_000; seed++) {
      Random random = new Random(seed);
      long firstMs = T + random.nextLong(400 * DAY_MS);
      long nowMs = firstMs + CONFIG.misfireThresholdMs() + 1 + random.nextLong(3 * DAY_MS);
      JobDraft draft =
          JobDraft.of(
                  pick(random, "0 */7 * * * *", "0 30 1,2 * * *", "@every 61s", "*/59 3 * * * *"))
              .zone(pick(random, "UTC", "Europe/Berlin", "America/New_York"))
              .misfire(pick(random, MisfirePolicy.values()))
              .catchUpWindowMs(1 + random.nextLong(2 * DAY_MS));
      Instant startAt = Instant.ofEpochMilli(firstMs - DAY_MS + random.nextLong(3 * DAY_MS));
      draft.startAt(random.nextBoolean() ? startAt : null);
      draft.endAt(
          random.nextBoolean() ? startAt.plusMillis(1 + random.nextLong(4 * DAY_MS)) : null);
      JobSnapshot job = draft.snapshot(1, 1);
      // An occurrence may have been computed under other rules of its zone.
      firstMs = random.nextInt(4) == 0 ? firstMs : job.firstOccurrenceFrom(firstMs);
      if (firstMs >= nowMs - CONFIG.misfireThresholdMs()) {
        continue;
      }

      JobPlan plan = new PlanningRules(CONFIG, nowMs).plan(job, firstMs);

      visited++;
      assertVisited(job, firstMs, nowMs, plan, seed);
    }
    assertThat(visited).as("cases").isGreaterThan(1_000);
  }

  private static void assertVisited(
      JobSnapshot job, long firstMs, long nowMs, JobPlan plan, long seed) {
    List<Long> missed = new ArrayList<>();
    long next = firstMs;
    for (; next < nowMs; next = job.firstOccurrenceFrom(next + 1)) {
      missed.add(next);
    }
    long windowStartMs = nowMs - job.definition().catchUpWindowMs();
    List<Long> fired =
        switch (job.definition().misfire()) {
          case SKIP -> List.of();
          case FIRE_ONCE -> List.of(missed.getLast());
          case FIRE_ALL -> missed.stream().filter(at -> at >= windowStartMs).toList();
        };
    fired = fired.subList(Math.max(0, fired.size() - CONFIG.catchUpMax()), fired.size());
    List<Long> skipped = missed.subList(0, missed.size() - fired.size());
    List<Long> planned = new ArrayList<>(fired);
    for (; next <= nowMs + CONFIG.planAheadMs(); next = job.firstOccurrenceFrom(next + 1)) {
      planned.add(next);
    }
    int slice = Math.min(planned.size(), PlanningRules.SLICE_MAX);

    assertThat(plan.occurrencesMs())
        .as("fired by seed %d", seed)
        .containsExactly(planned.subList(0, slice).stream().mapToLong(at -> at).toArray());
    assertThat(plan.nextFireAtMs())
        .as("next by seed %d", seed)
        .isEqualTo(slice < planned.size() ? planned.get(slice) : next);
    if (skipped.isEmpty()) {
      assertThat(plan.skipped()).as("skipped by seed %d", seed).isNull();
    } else {
      SkippedRun run = run(plan);
      assertThat(run.count()).as("skipped by seed %d", seed).isEqualTo(skipped.size());
      assertThat(run.fromMs()).as("from by seed %d", seed).isEqualTo(skipped.getFirst());
      assertThat(run.toMs()).as("to by seed %d", seed).isEqualTo(skipped.getLast());
    }
  }

  @SafeVarargs
  private static <E> E pick(Random random, E... from) {
    return from[random.nextInt(from.length)];
  }

  @ParameterizedTest
  @CsvSource({"FIRE_ONCE, 1, 0", "FIRE_ALL, 1, 0", "SKIP, 0, 1"})
  void aMissedOneShotFiresByItsPolicy(MisfirePolicy policy, int fires, int skips) {
    for (JobDraft draft :
        List.of(JobDraft.of("@at 2026-01-01T00:00:01Z"), JobDraft.of("* * * * * *").once())) {
      JobPlan plan = plan(draft.misfire(policy), 100, 1);

      assertThat(seconds(plan)).hasSize(fires);
      assertThat(plan.skipped() == null ? 0 : run(plan).count()).isEqualTo(skips);
      assertThat(plan.nextFireAtMs()).isEqualTo(Schedule.NEVER);
    }
  }

  @Test
  void aOneShotInTimeFiresOnce() {
    JobPlan plan = plan(everySecond().once(), 10, 11);

    assertThat(seconds(plan)).containsExactly(11L);
    assertThat(plan.nextFireAtMs()).isEqualTo(Schedule.NEVER);
  }

  @Test
  void nothingIsPlannedOrMissedAfterTheEnd() {
    JobDraft draft = everySecond().endAt(Instant.ofEpochMilli(at(12)));

    assertThat(seconds(plan(draft, 10, 11))).containsExactly(11L, 12L);
    assertThat(plan(draft, 10, 11).nextFireAtMs()).isEqualTo(Schedule.NEVER);
    JobPlan late = plan(draft.misfire(FIRE_ONCE), 100, 1);
    assertThat(seconds(late)).containsExactly(12L);
    assertThat(run(late).count()).isEqualTo(11);
  }

  private static JobDraft everySecond() {
    return JobDraft.of("* * * * * *");
  }

  private static JobPlan plan(JobDraft draft, long nowS, long firstS) {
    JobSnapshot job = draft.snapshot(1, 1);
    return new PlanningRules(CONFIG, at(nowS)).plan(job, at(firstS));
  }

  private static SkippedRun run(JobPlan plan) {
    SkippedRun run = plan.skipped();
    if (run == null) {
      throw new AssertionError("nothing was skipped");
    }
    return run;
  }

  private static List<Long> seconds(JobPlan plan) {
    return LongStream.of(plan.occurrencesMs()).map(PlanningRulesTest::second).boxed().toList();
  }

  private static long at(long second) {
    return T + second * 1_000;
  }

  private static long second(long epochMs) {
    return (epochMs - T) / 1_000;
  }
}
