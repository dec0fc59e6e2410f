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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many occurrences of jobs lie where in a stretch of time to come, worked out from their
 * schedules. Jobs that fire at the same instants are worked out once. Not thread-safe.
 */
final class Forecast {
  /** So many occurrences are visited; what is beyond them is left out. */
  static final long VISITED_MAX = 20_000_000;

  private static final long SECOND_MS = 1_000;

  private final long fromMs;
  private final long toMs;
  private final long bucketMs;
  private final long[] seconds;
  private final Map<String, long[]> buckets = new HashMap<>();
  private final Map<Rule, Shared> shared = new HashMap<>();
  private final List<Job> single = new ArrayList<>();
  private long jobs;
  private long visited;

  /**
   * @param fromMs the first instant, a whole second, epoch milliseconds
   * @param toMs the instant to stop before, a whole number of buckets later
   * @param bucketMs how long each bucket is, whole seconds
   */
  Forecast(long fromMs, long toMs, long bucketMs) {
    this.fromMs = fromMs;
    this.toMs = toMs;
    this.bucketMs = bucketMs;
    this.seconds = new long[Math.toIntExact((toMs - fromMs) / SECOND_MS)];
  }

  /** What the instants of a cron expression depend on that has no H. */
  private record Rule(String expression, ZoneId zone, DstPolicy dst) {}

  /** Jobs that fire at the same instants, counted by their destinations. */
  private record Shared(Job job, Map<String, Integer> counts) {}

  /** What is in one second. */
  record Second(long atMs, long count, Map<String, Long> destinations) {}

  /** Takes a job; one that is paused has no occurrences. */
  void add(Job job) {
    if (!job.isActive()) {
      return;
    }
    jobs++;
    JobDefinition definition = job.definition();
    if (isShared(definition)) {
      Rule rule =
          new Rule(job.snapshot().rule().expression(), definition.timeZone(), definition.dst());
      shared
          .computeIfAbsent(rule, _ -> new Shared(job, new HashMap<>()))
          .counts
          .merge(destination(job), 1, Integer::sum);
    } else {
      single.add(job);
    }
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

  private static String destination(Job job) {
    return job.definition().target().destination().toString();
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
    for (Shared each : shared.values()) {
      if (!visit(each.job, each.counts)) {
        return false;
      }
    }
    for (Job job : single) {
      if (!visit(job, Map.of(destination(job), 1))) {
        return false;
      }
    }
    return true;
  }

  private boolean visit(Job job, Map<String, Integer> counts) {
    long weight = counts.values().stream().mapToLong(Integer::longValue).sum();
    List<long[]> rows = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    counts.forEach(
        (destination, count) -> {
          rows.add(buckets.computeIfAbsent(destination, _ -> new long[bucketCount()]));
          weights.add(count);
        });
    long at = firstFrom(job, fromMs);
    while (at < toMs) {
      if (visited == VISITED_MAX) {
        return false;
      }
      visited++;
      seconds[(int) ((at - fromMs) / SECOND_MS)] += weight;
      int bucket = (int) ((at - fromMs) / bucketMs);
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i)[bucket] += weights.get(i);
      }
      at = firstFrom(job, at + 1);
    }
    return true;
  }

  private int bucketCount() {
    return Math.toIntExact((toMs - fromMs) / bucketMs);
  }

  /** How many active jobs were added. */
  long jobs() {
    return jobs;
  }

  /** Occurrences in each bucket. */
  long[] total() {
    long[] total = new long[bucketCount()];
    for (long[] row : buckets.values()) {
      for (int i = 0; i < total.length; i++) {
        total[i] += row[i];
      }
    }
    return total;
  }

  /** Occurrences in each bucket by destination, of those that have most. */
  List<Map.Entry<String, long[]>> destinations(int most) {
    Comparator<Map.Entry<String, long[]>> byTotal =
        Comparator.comparingLong((Map.Entry<String, long[]> it) -> sum(it.getValue())).reversed();
    return buckets.entrySet().stream()
        .sorted(byTotal.thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .toList();
  }

  static long sum(long[] row) {
    long sum = 0;
    for (long count : row) {
      sum += count;
    }
    return sum;
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
    Map<String, Long> destinations = new HashMap<>();
    for (Shared each : shared.values()) {
      if (firesIn(each.job, atMs)) {
        each.counts.forEach(
            (destination, count) -> destinations.merge(destination, (long) count, Long::sum));
      }
    }
    for (Job job : single) {
      if (firesIn(job, atMs)) {
        destinations.merge(destination(job), 1L, Long::sum);
      }
    }
    return new Second(atMs, seconds[worst], destinations);
  }

  /** Intervals are of a second at least, so that no job fires twice in one. */
  private static boolean firesIn(Job job, long secondMs) {
    return firstFrom(job, secondMs) < secondMs + SECOND_MS;
  }
}
