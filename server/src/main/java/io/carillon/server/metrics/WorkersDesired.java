package io.carillon.server.metrics;

import io.carillon.core.port.NodeLoad;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How many workers there should be. The number that runs is multiplied by the largest of four
 * ratios of what is to what should be, as Kubernetes' horizontal autoscaler does: of executions
 * that wait for a call, of slots in use, of the processors' use and of the memory's. Pure.
 */
final class WorkersDesired {
  /**
   * Executions that may wait for each worker, if it has so many slots: what it calls in a second.
   */
  static final int WAITING_MAX = 1_000;

  static final double SLOTS_PERCENT = 80;
  static final double PROCESSOR_PERCENT = 70;
  static final double MEMORY_PERCENT = 85;

  /** Where more calls fail than this, the targets are the limit and more workers are no help. */
  static final double FAILURES_PERCENT_MAX = 50;

  /** Ratios so near to 1 change nothing. */
  private static final double TOLERANCE = 0.1;

  /** The number grows no faster from one look to the next. */
  private static final double RATIO_MAX = 2;

  private static final double PERCENT = 100;

  private WorkersDesired() {}

  /**
   * How many there should be.
   *
   * @param workers what those that run have to do
   * @param ready executions whose call is due and has not begun
   * @return 1 or more
   */
  static int of(List<NodeLoad> workers, long ready) {
    int count = workers.size();
    if (count == 0) {
      return 1;
    }
    long mayWait = 0;
    for (NodeLoad worker : workers) {
      mayWait += Math.min(WAITING_MAX, worker.slots());
    }
    double processor = mean(workers, vitals -> vitals.processor()) / PROCESSOR_PERCENT;
    double memory = mean(workers, vitals -> vitals.memory()) / MEMORY_PERCENT;
    double waiting = ready / (double) Math.max(1, mayWait);
    double ratio = Math.max(Math.max(waiting, slots(workers)), Math.max(processor, memory));
    ratio = Math.min(RATIO_MAX, ratio);
    boolean isNear = Math.abs(ratio - 1) <= TOLERANCE;
    boolean isUseless =
        ratio > 1 && mean(workers, vitals -> vitals.failures()) > FAILURES_PERCENT_MAX;
    return isNear || isUseless ? count : Math.max(1, (int) Math.ceil(count * ratio));
  }

  private static double slots(List<NodeLoad> workers) {
    double inUse = workers.stream().mapToLong(NodeLoad::inFlight).sum();
    return PERCENT * inUse / workers.stream().mapToLong(NodeLoad::slots).sum() / SLOTS_PERCENT;
  }

  private static double mean(List<NodeLoad> workers, ToIntFunction<NodeLoad.Vitals> share) {
    return workers.stream()
        .mapToInt(worker -> share.applyAsInt(worker.vitals()))
        .average()
        .orElse(0);
  }
}
