package io.carillon.store.jdbc;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** The order in which rows of jobs are locked, so that no two nodes wait for each other. */
final class JobOrder {
  private JobOrder() {}

  /**
   * The numbers from 0 on in the order of their jobs, those of one job as they came.
   *
   * @param jobKey of the job that a number stands for
   */
  static List<Integer> of(int size, IntToLongFunction jobKey) {
    return IntStream.range(0, size)
        .boxed()
        .sorted(Comparator.comparingLong(jobKey::applyAsLong))
        .toList();
  }
}
