package io.carillon.server.metrics;

import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.JobStore.JobCounts;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs and executions are stored and how many wait for a retry, as last counted, so that
 * nobody who asks waits for the store. Thread-safe.
 */
public final class StoreCounts {
  static final int RETRYING_MAX = 100_000;

  private final JobStore jobs;
  private final History history;
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile @Nullable JobCounts jobCounts;
  private volatile @Nullable Long executions;
  private volatile @Nullable Integer retrying;

  public StoreCounts(JobStore jobs, History history) {
    this.jobs = jobs;
    this.history = history;
  }

  /** Counts again unless a count is under way; does not wait. */
  public void refresh() {
    if (counting.compareAndSet(false, true)) {
      jobs.counts()
          .thenCombine(
              history.count(),
              (counted, total) -> {
                jobCounts = counted;
                executions = total;
                return total;
              })
          .thenCombine(history.countRetrying(RETRYING_MAX), (_, waiting) -> retrying = waiting)
          .whenComplete((_, _) -> counting.set(false));
    }
  }

  @Nullable Long totalJobs() {
    JobCounts counts = jobCounts;
    return counts == null ? null : (Long) counts.total();
  }

  @Nullable Long activeJobs() {
    JobCounts counts = jobCounts;
    return counts == null ? null : (Long) counts.active();
  }

  @Nullable Long executions() {
    return executions;
  }

  /** At most {@value #RETRYING_MAX}. */
  @Nullable Integer retrying() {
    return retrying;
  }
}
