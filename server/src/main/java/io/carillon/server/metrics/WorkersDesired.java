package io.carillon.server.metrics;

import io.carillon.core.port.NodeLoad;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * How many workers there should be. The number that runs is multiplied by the largest of five
 * ratios of what is to what should be, as Kubernetes' horizontal autoscaler does: of executions
 * that wait for a call, of slots in use, of what each worker's fullest destination has of its room,
 * of the processors' use and of the memory's. A destination that is full alone is no reason for
 * more workers, as others may have none of it; but with fewer there were less room for it. Pure.
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
    double processor = mean(workers, load -> load.vitals().processor()) / PROCESSOR_PERCENT;
    double memory = mean(workers, load -> load.vitals().memory()) / MEMORY_PERCENT;
    double waiting = ready / (double) Math.max(1, mayWait);
    double slots = Math.max(slots(workers), Math.min(1, fullest(workers)));
    double ratio = Math.max(Math.max(waiting, slots), Math.max(processor, memory));
    ratio = Math.min(RATIO_MAX, ratio);
    boolean isNear = Math.abs(ratio - 1) <= TOLERANCE;
    boolean isUseless =
        ratio > 1 && mean(workers, load -> load.vitals().failures()) > FAILURES_PERCENT_MAX;
    return isNear || isUseless ? count : Math.max(1, (int) Math.ceil(count * ratio));
  }

  private static double slots(List<NodeLoad> workers) {
    double inUse = workers.stream().mapToLong(NodeLoad::inFlight).sum();
    return PERCENT * inUse / workers.stream().mapToLong(NodeLoad::slots).sum() / SLOTS_PERCENT;
  }

  private static double fullest(List<NodeLoad> workers) {
    return mean(workers, NodeLoad::fullest) / SLOTS_PERCENT;
  }

  private static double mean(List<NodeLoad> workers, ToIntFunction<NodeLoad> share) {
    return workers.stream().mapToInt(share).average().orElse(0);
  }
}
