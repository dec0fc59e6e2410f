package io.carillon.core.port;

import io.carillon.core.Caller;
import io.carillon.core.Destination;
import io.carillon.core.ExecutionState;
import io.carillon.core.Invalid;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How executions ended, counted by the minute that they were due in and by destination: what is
 * seen at once where there are too many executions to read. Kept as long as executions may be by
 * their age. Counts are gathered in memory and added every few seconds, so that a node that dies
 * takes its last ones with it; no execution is lost by that. Executions that are cancelled while
 * they wait in the store are not counted.
 */
public interface OutcomeCounts {
  long MINUTE_MS = 60_000;

  /** So many destinations are told apart: by a node when it adds counts, and when they are read. */
  int DESTINATIONS_MAX = 20;

  /** What belongs to this caller's namespace, and no other. */
  OutcomeCounts by(Caller caller);

  /** Adds to what is counted, in any namespace. */
  CompletionStage<Void> add(List<Added> counts);

  /**
   * What was counted in a stretch of time: of all destinations together, then of those with the
   * most, in this order.
   *
   * @param fromMs the first minute, epoch milliseconds
   * @param bucketMs how long each bucket is, whole minutes
   * @param buckets how many, 1 or more; the caller bounds the time
   */
  CompletionStage<List<Series>> read(long fromMs, long bucketMs, int buckets);

  /**
   * What to add to a minute.
   *
   * @param minuteMs a whole minute, epoch milliseconds
   * @param destinationKey the store's key of the destination, or 0 for further ones
   */
  record Added(long minuteMs, int namespaceKey, int destinationKey, Counts counts) {
    public Added {
      Invalid.unless(minuteMs % MINUTE_MS == 0, "minuteMs", "must be a whole minute");
    }
  }

  /**
   * Counts of one bucket after the other.
   *
   * @param destination null: all of them
   */
  record Series(@Nullable Destination destination, List<Counts> buckets) {}

  /** How many ended how; skipped counts occurrences. */
  record Counts(long success, long failed, long skipped, long cancelled) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Some that ended in one state; none of a state that is no end. */
    public static Counts of(ExecutionState ended, long count) {
      return switch (ended) {
        case SUCCESS -> new Counts(count, 0, 0, 0);
        case FAILED -> new Counts(0, count, 0, 0);
        case SKIPPED -> new Counts(0, 0, count, 0);
        case CANCELLED -> new Counts(0, 0, 0, count);
        case PENDING, RUNNING, RETRYING -> NONE;
      };
    }

    public Counts plus(Counts other) {
      return new Counts(
          success + other.success,
          failed + other.failed,
          skipped + other.skipped,
          cancelled + other.cancelled);
    }

    public long total() {
      return success + failed + skipped + cancelled;
    }
  }
}
