package io.carillon.server.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Choices that a seed decides. */
record Chance(RandomGenerator random) {
  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean in(int chances) {
    return random.nextInt(chances) == 0;
  }

  <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
