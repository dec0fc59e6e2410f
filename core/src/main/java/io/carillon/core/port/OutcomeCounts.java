package io.carillon.core.port;

import io.carillon.core.Caller;
import io.carillon.core.Destination;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How executions ended, counted by the minute that they were due in and by destination: what is
 * seen at once where there are too many executions to read. Kept as long as executions may be by
 * their age. Counts are gathered in memory and added every few seconds, so that a node that dies
 * takes its last ones with it; no execution is lost by that.
 */
public interface OutcomeCounts {
  long MINUTE_MS = 60_000;

  /** What belongs to this caller's namespace, and no other. */
  OutcomeCounts by(Caller caller);

  /** Adds to what is counted, in any namespace. */
  CompletionStage<Void> add(List<Added> counts);

  /**
   * What was counted in a stretch of time, the earliest first. A minute and destination may come
   * several times: they add up.
   *
   * @param fromMs the first minute, epoch milliseconds
   * @param toMs the minute to stop before
   */
  CompletionStage<List<Counted>> list(long fromMs, long toMs);

  /**
   * What to add to a minute.
   *
   * @param minuteMs a whole minute, epoch milliseconds
   * @param destinationKey the store's key of the destination, or 0 for further ones
   */
  record Added(long minuteMs, int namespaceKey, int destinationKey, Counts counts) {}

  /**
   * What was added to a minute.
   *
   * @param destination null: further ones, that are not told apart
   */
  record Counted(long minuteMs, @Nullable Destination destination, Counts counts) {}

  /** How many ended how; skipped counts occurrences. */
  record Counts(long success, long failed, long skipped, long cancelled) {}
}
