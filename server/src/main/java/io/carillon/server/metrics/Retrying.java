package io.carillon.server.metrics;

import io.carillon.core.ExecutionState;
import java.util.HashSet;
import java.util.Set;

/**
 * How many executions wait for their next attempt, of those that this process saw fail, up to
 * {@value #COUNT_MAX}. One thread writes; any thread reads the count.
 */
final class Retrying {
  static final int COUNT_MAX = 100_000;

  private final Set<Long> keys = new HashSet<>();
  private volatile int count;

  void moved(long executionKey, ExecutionState to, int retryCount) {
    if (to == ExecutionState.RETRYING) {
      if (keys.size() < COUNT_MAX) {
        keys.add(executionKey);
        count = keys.size();
      }
    } else if (!keys.isEmpty() && keys.remove(executionKey)) {
      count = keys.size();
    }
  }

  int count() {
    return count;
  }
}
