package io.carillon.schedule;

import java.time.Instant;
import java.time.ZoneId;

/**
 * What an expression means beside its text. Immutable and thread-safe.
 *
 * @param zone the zone whose local time a cron expression is matched against; not used otherwise
 * @param dst what becomes of fixed times that the local clock leaves out; cron only
 * @param anchor where {@code @every} starts to count, in the years 1970 to 2199: the first
 *     occurrence is one interval after it, never the anchor itself; cut to milliseconds; not used
 *     otherwise
 * @param seed what {@code H} is spread by, the job's id: the same seed gives the same times for
 *     ever, in every version of Carillon
 */
public record ScheduleContext(ZoneId zone, DstPolicy dst, Instant anchor, String seed) {

  /** A context of {@link DstPolicy#RUN_ONCE}, anchored at 1970 and with an empty seed. */
  public static ScheduleContext in(ZoneId zone) {
    return new ScheduleContext(zone, DstPolicy.RUN_ONCE, Instant.EPOCH, "");
  }

  public ScheduleContext withDst(DstPolicy policy) {
    return new ScheduleContext(zone, policy, anchor, seed);
  }

  public ScheduleContext anchoredAt(Instant start) {
    return new ScheduleContext(zone, dst, start, seed);
  }

  public ScheduleContext seededBy(String id) {
    return new ScheduleContext(zone, dst, anchor, id);
  }
}
