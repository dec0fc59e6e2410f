package io.carillon.engine;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many lives of an engine, see {@link Simulation}. {@code -Dcarillon.simulation.seeds=N} runs N
 * seeds, {@code -Dcarillon.seed=S} begins with S and alone replays it.
 */
class SimulationTest {
  private static final int SEEDS_DEFAULT = 500;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatIsPromisedIsTrueAfterAnyLife() {
    boolean replays = System.getProperty("carillon.seed") != null;
    long first = Long.getLong("carillon.seed", 1);
    int count = Integer.getInteger("carillon.simulation.seeds", replays ? 1 : SEEDS_DEFAULT);
    for (long seed = first; seed < first + count; seed++) {
      try {
        new Simulation(seed).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + "; replay with -Dcarillon.seed=" + seed, e);
      }
    }
  }
}
