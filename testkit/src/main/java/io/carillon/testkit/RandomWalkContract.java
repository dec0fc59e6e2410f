package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.port.JobStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the engine and users do, the rows agree with each other and every occurrence is there.
 */
public abstract class RandomWalkContract extends StoreContract {
  private static final int STEPS = 400;

  /** Longer than a store puts off a job whose planning failed. */
  private static final Duration PUT_OFF = Duration.ofMinutes(2);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  final void everyOccurrenceIsAccountedFor(long seed) {
    RandomWalk walk = new RandomWalk(store, clock, driver, seed);

    for (int i = 0; i < STEPS; i++) {
      walk.step();
    }

    clock.advance(PUT_OFF);
    driver.plan(driver.takeOver(), Duration.ZERO);
    for (JobLife life : walk.lives.values()) {
      List<Execution> rows = driver.executions(life.job());
      life.check(rows, clock.wallMs());
      if (join(store.jobs().find(life.job().id())).isPresent()) {
        assertThat(ended(driver.stats(life.job()))).isEqualTo(ended(rows));
      }
    }
  }

  private static List<Long> ended(JobStats stats) {
    return List.of(stats.success(), stats.failed(), stats.skipped(), stats.cancelled());
  }

  private static List<Long> ended(List<Execution> executions) {
    List<Long> counts = new ArrayList<>();
    for (ExecutionState state : ExecutionState.values()) {
      if (state.isTerminal()) {
        counts.add(
            executions.stream()
                .filter(e -> e.state() == state)
                .mapToLong(RandomWalkContract::occurrences)
                .sum());
      }
    }
    return counts;
  }

  private static long occurrences(Execution execution) {
    Execution.Skipped run = execution.skipped();
    return run == null ? 1 : run.count();
  }
}
