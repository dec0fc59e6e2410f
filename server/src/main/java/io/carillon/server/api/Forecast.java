package io.carillon.server.api;

import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.schedule.DstPolicy;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many occurrences of jobs lie where in a stretch of time to come, worked out from their
 * schedules. Jobs that fire at the same instants are worked out once. Buckets are kept in all, and
 * by destination for those few that have most. Not thread-safe.
 */
final class Forecast {
  /** So many occurrences are visited; what is beyond them is left out. */
  static final long VISITED_MAX = 20_000_000;

  /** So many destinations are told apart. */
  static final int DESTINATIONS_MAX = 20;

  private static final long SECOND_MS = 1_000;

  private final long fromMs;
  private final long toMs;
  private final int secondsPerBucket;
  private final long[] seconds;
  private final Map<Rule, Firing> shared = new HashMap<>();
  private final List<Firing> firings = new ArrayList<>();
  private final Map<String, long[]> destinations = new LinkedHashMap<>();
  private long jobs;

  /**
   * @param fromMs the first instant, a whole second, epoch milliseconds
   * @param toMs the instant to stop before, a whole number of buckets later
   * @param bucketMs how long each bucket is, whole seconds
   */
  Forecast(long fromMs, long toMs, long bucketMs) {
    this.fromMs = fromMs;
    this.toMs = toMs;
    this.secondsPerBucket = Math.toIntExact(bucketMs / SECOND_MS);
    this.seconds = new long[Math.toIntExact((toMs - fromMs) / SECOND_MS)];
  }

  /** What the instants of a cron expression depend on that has no H. */
  private record Rule(String expression, ZoneId zone, DstPolicy dst) {}

  /** Jobs that fire at the same instants as one of them, counted by their destinations. */
  private record Firing(Job job, Map<String, Long> counts) {}

  /**
   * What is in one second.
   *
   * @param destinations those with the most, in this order
   */
  record Second(long atMs, long count, List<Map.Entry<String, Long>> destinations) {}

  /** Takes a job; one that is paused has no occurrences. */
  void add(Job job) {
    if (!job.isActive()) {
      return;
    }
    jobs++;
    JobDefinition definition = job.definition();
    Firing firing;
    if (isShared(definition)) {
      Rule rule =
          new Rule(job.snapshot().rule().expression(), definition.timeZone(), definition.dst());
      firing = shared.computeIfAbsent(rule, _ -> begun(job));
    } else {
      firing = begun(job);
    }
    firing.counts.merge(definition.target().destination().toString(), 1L, Long::sum);
  }

  private Firing begun(Job job) {
    Firing firing = new Firing(job, new HashMap<>());
    firings.add(firing);
    return firing;
  }

  /** Intervals begin when their job does, and H is spread by its id. */
  private static boolean isShared(JobDefinition definition) {
    String schedule = definition.schedule();
    return definition.isRecurring()
        && definition.startAt() == null
        && definition.endAt() == null
        && !schedule.startsWith("@every")
        && schedule.indexOf('H') < 0
        && schedule.indexOf('h') < 0;
  }

  /** A job that fires once does so when it is due next, and not again. */
  private static long firstFrom(Job job, long epochMs) {
    if (job.definition().isRecurring()) {
      return job.snapshot().firstOccurrenceFrom(epochMs);
    }
    Instant next = job.nextExecutionTime();
    return next == null || next.toEpochMilli() < epochMs ? Schedule.NEVER : next.toEpochMilli();
  }

  /** Works out what was added. False when that was too much, and some of it is left out. */
  boolean run() {
    long[] visited = new long[firings.size()];
    Map<String, Long> totals = new HashMap<>();
    long left = VISITED_MAX;
    for (int i = 0; i < visited.length && left > 0; i++) {
      Firing firing = firings.get(i);
      long weight = firing.counts.values().stream().mapToLong(Long::longValue).sum();
      long occurrences = visit(firing.job, left, second -> seconds[second] += weight);
      firing.counts.forEach((to, count) -> totals.merge(to, count * occurrences, Long::sum));
      visited[i] = occurrences;
      left -= occurrences;
    }
    most(totals).forEach(most -> destinations.put(most.getKey(), new long[bucketCount()]));
    for (int i = 0; i < visited.length; i++) {
      countByDestination(firings.get(i), visited[i]);
    }
    return left > 0;
  }

  /** Tells the seconds of a job's occurrences, up to so many; how many there were. */
  private long visit(Job job, long most, IntConsumer second) {
    long visited = 0;
    for (long at = firstFrom(job, fromMs);
        at < toMs && visited < most;
        at = firstFrom(job, at + 1)) {
      visited++;
      second.accept((int) ((at - fromMs) / SECOND_MS));
    }
    return visited;
  }

  private void countByDestination(Firing firing, long visited) {
    IdentityHashMap<long[], Long> rows = new IdentityHashMap<>();
    firing.counts.forEach(
        (destination, count) -> {
          long[] row = destinations.get(destination);
          if (row != null) {
            rows.put(row, count);
          }
        });
    if (!rows.isEmpty()) {
      visit(
          firing.job,
          visited,
          second -> rows.forEach((row, count) -> row[second / secondsPerBucket] += count));
    }
  }

  /** Those with the most, in this order. */
  static List<Map.Entry<String, Long>> most(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(DESTINATIONS_MAX)
        .toList();
  }

  private int bucketCount() {
    return seconds.length / secondsPerBucket;
  }

  /** How many active jobs were added. */
  long jobs() {
    return jobs;
  }

  /** Occurrences in each bucket. */
  long[] total() {
    long[] total = new long[bucketCount()];
    for (int i = 0; i < seconds.length; i++) {
      total[i / secondsPerBucket] += seconds[i];
    }
    return total;
  }

  /** Occurrences in each bucket by destination, of those that have most, in this order. */
  Map<String, long[]> destinations() {
    return destinations;
  }

  /** The second with the most occurrences, the earliest of several; null when there is none. */
  @Nullable Second worst() {
    int worst = 0;
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] > seconds[worst]) {
        worst = i;
      }
    }
    if (seconds[worst] == 0) {
      return null;
    }
    long atMs = fromMs + worst * SECOND_MS;
    Map<String, Long> to = new HashMap<>();
    for (Firing firing : firings) {
      // Intervals are of a second at least, so that no job fires twice in one.
      if (firstFrom(firing.job, atMs) < atMs + SECOND_MS) {
        firing.counts.forEach((destination, count) -> to.merge(destination, count, Long::sum));
      }
    }
    return new Second(atMs, seconds[worst], most(to));
  }
}
