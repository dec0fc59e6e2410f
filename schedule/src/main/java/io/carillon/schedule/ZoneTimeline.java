package io.carillon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The offsets of a zone from 1970 to 2199, as segments of constant offset in order of time.
 * Immutable; at most about 10 KB, shared by all schedules of the zone.
 */
final class ZoneTimeline {
  /** In every zone the year 2199 has ended by now: 2200-01-01T18:00Z, in seconds. */
  static final long END_SECOND = Instant.parse("2200-01-01T18:00:00Z").getEpochSecond();

  /** 2^23 s, 97 days: most buckets hold at most one change of offset. */
  private static final int BUCKET_SHIFT = 23;

  /** Holds no more entries than the tz database has zones and {@code ZoneOffset} has values. */
  private static final Map<ZoneId, ZoneTimeline> CACHE = new ConcurrentHashMap<>();

  private final long[] starts;
  private final long[] ends;
  private final int[] offsets;
  private final long[] shownUntil;
  private final short[] segmentOfBucket;

  private ZoneTimeline(ZoneRules rules) {
    // Begins early, so that a change just before 1970 counts as any other.
    Instant begin = Instant.EPOCH.minus(Duration.ofDays(2));
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition change = rules.nextTransition(begin);
    while (change != null && change.toEpochSecond() < END_SECOND) {
      changes.add(change);
      change = rules.nextTransition(change.getInstant());
    }
    int count = changes.size() + 1;
    starts = new long[count];
    ends = new long[count];
    offsets = new int[count];
    shownUntil = new long[count];
    starts[0] = Long.MIN_VALUE;
    shownUntil[0] = Long.MIN_VALUE;
    offsets[0] = rules.getOffset(begin).getTotalSeconds();
    for (int i = 1; i < count; i++) {
      ZoneOffsetTransition at = changes.get(i - 1);
      starts[i] = at.toEpochSecond();
      ends[i - 1] = starts[i];
      offsets[i] = at.getOffsetAfter().getTotalSeconds();
      shownUntil[i] = Math.max(shownUntil[i - 1], starts[i] + offsets[i - 1]);
    }
    ends[count - 1] = Long.MAX_VALUE;
    segmentOfBucket = new short[(int) (END_SECOND >> BUCKET_SHIFT) + 1];
    int segment = 0;
    for (int bucket = 0; bucket < segmentOfBucket.length; bucket++) {
      while (ends[segment] <= (long) bucket << BUCKET_SHIFT) {
        segment++;
      }
      segmentOfBucket[bucket] = (short) segment;
    }
  }

  static ZoneTimeline of(ZoneId zone) {
    ZoneRules rules = zone.getRules();
    ZoneId key = rules.isFixedOffset() ? rules.getOffset(Instant.EPOCH) : zone;
    return CACHE.computeIfAbsent(key, _ -> new ZoneTimeline(rules));
  }

  /** The segment that holds a second, 0 to {@link #END_SECOND}. */
  int segmentAt(long epochSecond) {
    int segment = segmentOfBucket[(int) (epochSecond >> BUCKET_SHIFT)];
    while (ends[segment] <= epochSecond) {
      segment++;
    }
    return segment;
  }

  /** The first second of a segment; of the first segment, the least long. */
  long start(int segment) {
    return starts[segment];
  }

  /** The first second after a segment; of the last segment, the greatest long. */
  long end(int segment) {
    return ends[segment];
  }

  /** What to add to a second of the segment to get local time, in seconds. */
  int offset(int segment) {
    return offsets[segment];
  }

  /**
   * How far the local clock got before the segment, exclusive, in local seconds. Above the local
   * time at which the segment starts: an overlap, shown again up to here. Below it: a gap from here
   * on.
   */
  long shownUntil(int segment) {
    return shownUntil[segment];
  }
}
