package io.carillon.server.metrics;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Clock;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.JobStore.JobCounts;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs and executions are stored, how many ended how and how many wait, as last counted,
 * so that nobody who asks waits for the store. Thread-safe.
 */
public final class StoreCounts {
  /** More waiting executions are not counted. */
  static final int WAITING_MAX = 100_000;

  private final JobStore jobs;
  private final History history;
  private final Clock clock;
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile @Nullable JobCounts jobCounts;
  private volatile @Nullable Executions executions;
  private volatile @Nullable Integer retrying;
  private volatile @Nullable Integer spilled;

  /**
   * Executions of all nodes.
   *
   * @param atMs when they were counted, epoch milliseconds
   * @param stored how many are kept
   * @param success how many ever ended so
   */
  record Executions(long atMs, long stored, long success, long failed) {
    /** The fields that tell how many had ended. */
    void writeEnded(JsonGenerator out) throws IOException {
      out.writeStringField("at", Times.format(Instant.ofEpochMilli(atMs)));
      out.writeNumberField("success", success);
      out.writeNumberField("failed", failed);
    }
  }

  public StoreCounts(JobStore jobs, History history, Clock clock) {
    this.jobs = jobs;
    this.history = history;
    this.clock = clock;
  }

  /** Counts again unless a count is under way; does not wait. */
  public void refresh() {
    if (counting.compareAndSet(false, true)) {
      jobs.counts()
          .thenCombine(
              history.counts(),
              (counted, total) -> {
                jobCounts = counted;
                executions =
                    new Executions(
                        clock.wallMs(), total.stored(), total.succeeded(), total.failed());
                return total;
              })
          .thenCombine(history.countRetrying(WAITING_MAX), (_, waiting) -> retrying = waiting)
          .thenCombine(history.countSpilled(WAITING_MAX), (_, waiting) -> spilled = waiting)
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

  /** Null before the first count. */
  @Nullable Executions executions() {
    return executions;
  }

  /** Executions that are kept. */
  @Nullable Long stored() {
    Executions counts = executions;
    return counts == null ? null : (Long) counts.stored;
  }

  /** Executions that ever succeeded. */
  @Nullable Long succeeded() {
    Executions counts = executions;
    return counts == null ? null : (Long) counts.success;
  }

  /** Executions that ever failed. */
  @Nullable Long failed() {
    Executions counts = executions;
    return counts == null ? null : (Long) counts.failed;
  }

  /** At most {@value #WAITING_MAX}. */
  @Nullable Integer retrying() {
    return retrying;
  }

  /** Executions that wait in the store for a slot; at most {@value #WAITING_MAX}. */
  @Nullable Integer spilled() {
    return spilled;
  }
}
