package io.carillon.benchmarks.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of one next fire. Walks from fire to fire as a planner does, from 2026 to 2095 and again
 * (one of the libraries ends in 2099).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class NextFire {
  /** A zone with daylight saving. */
  static final String ZONE = "America/New_York";

  private static final long START_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long END_MS = Instant.parse("2095-01-01T00:00:00Z").toEpochMilli();

  @Param public Library library = Library.CARILLON;
  @Param public Pattern pattern = Pattern.EVERY_SECOND;

  private Library.Search search = epochMs -> epochMs;
  private long atMs = START_MS;

  @Setup
  public void prepare() {
    search = library.search(pattern.expression(), ZoneId.of(ZONE));
  }

  @Benchmark
  public long next() {
    long next = search.next(atMs);
    atMs = next < END_MS ? next : START_MS;
    return next;
  }
}
