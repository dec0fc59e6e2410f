package io.carillon.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next occurrences of a schedule, for people to check. */
public final class Preview {
  /** The most occurrences that one preview lists. */
  public static final int COUNT_MAX = 1_000;

  private Preview() {}

  /**
   * Lists the first {@code count} occurrences strictly after an instant, or fewer if no more are
   * left.
   *
   * @param zone the zone of the local times; for a cron schedule the zone it was parsed with
   * @param count 0 to {@link #COUNT_MAX}
   * @throws IllegalArgumentException if count is out of range
   */
  public static List<Occurrence> next(Schedule schedule, ZoneId zone, Instant after, int count) {
    if (count < 0 || count > COUNT_MAX) {
      throw new IllegalArgumentException("count " + count + " is not within 0 to " + COUNT_MAX);
    }
    List<Occurrence> occurrences = new ArrayList<>(count);
    long at = EpochMs.of(after);
    while (occurrences.size() < count) {
      at = schedule.nextAfter(at);
      if (at == Schedule.NEVER) {
        break;
      }
      occurrences.add(occurrence(schedule, zone, at));
    }
    return List.copyOf(occurrences);
  }

  /**
   * One occurrence as it is shown.
   *
   * @param zone as with {@link #next}
   * @param epochMs an occurrence of the schedule, as {@link Schedule#nextAfter(long)} answers it
   */
  public static Occurrence occurrence(Schedule schedule, ZoneId zone, long epochMs) {
    Instant instant = Instant.ofEpochMilli(epochMs);
    OffsetDateTime local = OffsetDateTime.ofInstant(instant, zone);
    return new Occurrence(instant, local, transition(schedule, zone, epochMs, local));
  }

  private static @Nullable DstTransition transition(
      Schedule schedule, ZoneId zone, long at, OffsetDateTime local) {
    if (schedule instanceof CronSchedule cron && cron.isMovedByGap(at)) {
      return DstTransition.GAP;
    }
    boolean shownTwice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
    return shownTwice ? DstTransition.OVERLAP : null;
  }
}
