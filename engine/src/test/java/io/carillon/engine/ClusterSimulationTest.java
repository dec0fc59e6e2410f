package io.carillon.engine;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many lives of some nodes, see {@link ClusterSimulation}. {@code -Dcarillon.cluster.seeds=N} runs
 * N seeds, {@code -Dcarillon.seed=S} begins with S and alone replays it.
 */
class ClusterSimulationTest {
  private static final int SEEDS_DEFAULT = 250;

  @Test
  @Timeout(value = 2, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatIsPromisedIsTrueAfterAnyLife() {
    boolean replays = System.getProperty("carillon.seed") != null;
    long first = Long.getLong("carillon.seed", 1);
    int count = Integer.getInteger("carillon.cluster.seeds", replays ? 1 : SEEDS_DEFAULT);
    for (long seed = first; seed < first + count; seed++) {
      try {
        new ClusterSimulation(seed).run();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + "; replay with -Dcarillon.seed=" + seed, e);
      }
    }
  }
}
