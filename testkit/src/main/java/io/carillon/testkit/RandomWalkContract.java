package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.JobStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the engine and users do, the rows agree with each other and every occurrence is there.
 */
public abstract class RandomWalkContract extends StoreContract {
  private static final int STEPS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  final void everyOccurrenceIsAccountedFor(long seed) {
    RandomWalk walk = new RandomWalk(store, clock, driver, seed);
    for (int i = 0; i < STEPS; i++) {
      walk.step();
    }
    driver.plan(driver.takeOver(), Duration.ZERO);
    clock.advance(Duration.ofDays(1));

    for (Job job : walk.untouched) {
      assertThat(occurrences(job)).as("job %s", job.id()).isEqualTo(expected(job));
    }
    for (Job job : walk.all) {
      if (join(store.jobs().find(job.id())).isPresent()) {
        assertThat(ended(driver.stats(job))).isEqualTo(ended(driver.executions(job)));
      }
    }
  }

  /** What the job's schedule says, from its creation until it was planned last. */
  private List<Instant> expected(Job job) {
    Instant until = clock.now().minus(Duration.ofDays(1));
    List<Instant> occurrences = new ArrayList<>();
    long next = job.snapshot().firstOccurrenceFrom(job.createdAt().toEpochMilli());
    while (next <= until.toEpochMilli()) {
      occurrences.add(Instant.ofEpochMilli(next));
      next =
          job.definition().isRecurring()
              ? job.snapshot().firstOccurrenceFrom(next + 1)
              : Long.MAX_VALUE;
    }
    return occurrences;
  }

  private List<Instant> occurrences(Job job) {
    Instant until = clock.now().minus(Duration.ofDays(1));
    return driver.executions(job).reversed().stream()
        .filter(execution -> execution.cause() == Cause.SCHEDULE)
        .map(Execution::scheduledAt)
        .filter(at -> !at.isAfter(until))
        .toList();
  }

  private static List<Long> ended(JobStats stats) {
    return List.of(stats.success(), stats.failed(), stats.skipped(), stats.cancelled());
  }

  private static List<Long> ended(List<Execution> executions) {
    List<Long> counts = new ArrayList<>();
    for (ExecutionState state : ExecutionState.values()) {
      if (state.isTerminal()) {
        counts.add(executions.stream().filter(e -> e.state() == state).count());
      }
    }
    return counts;
  }
}
