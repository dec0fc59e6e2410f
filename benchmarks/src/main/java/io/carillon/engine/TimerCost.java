package io.carillon.engine;

import io.carillon.benchmarks.pieces.Samples;
import io.carillon.core.Cause;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.OpenExecution;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the timer costs an execution: to be put in, and to be handed out when it is due or taken out
 * before. Stands in the engine's package because the engine shows its timer to nobody. Netty's
 * wheel is not compared: it reads the clock on a thread of its own, so the engine's thread could
 * not own it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TimerCost {
  static final int ENTRIES = 30_000;

  private static final int SECOND_MS = 1_000;
  private static final long SEED = 20_261_122;

  /** When, within one second, the entries are due. */
  public enum Due {
    AT_ONCE,
    /** Anywhere in the second, put in out of order. */
    SPREAD
  }

  @Param public TimerKind kind = TimerKind.WHEEL;
  @Param public Due due = Due.AT_ONCE;

  private final Ticket[] tickets = new Ticket[ENTRIES];
  private final Ticket[] removed = new Ticket[ENTRIES];
  private final int[] offsetsMs = new int[ENTRIES];
  private long nowMs;
  private TimerKind.Timer timer = TimerKind.WHEEL.begin(nowMs);

  @Setup
  public void fill() {
    timer = kind.begin(nowMs);
    JobSnapshot snapshot = Samples.job();
    ActiveJob job = new ActiveJob(snapshot);
    Random random = new Random(SEED);
    for (int i = 0; i < ENTRIES; i++) {
      offsetsMs[i] = 1 + (due == Due.AT_ONCE ? 0 : random.nextInt(SECOND_MS));
      tickets[i] = new Ticket(OpenExecution.unsent(i, snapshot, 0, Cause.SCHEDULE), job);
      removed[i] = tickets[i];
    }
    Collections.shuffle(Arrays.asList(removed), random);
  }

  /** One second of the engine's time, in the steps that its loop takes. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public void insertAndFire(Blackhole fired) {
    insert();
    long endMs = nowMs + SECOND_MS;
    while (nowMs < endMs) {
      nowMs = timer.nextDueMs(endMs);
      timer.advance(nowMs, fired::consume);
    }
  }

  /** As when the jobs are paused: each ticket is taken out before it is due. */
  @Benchmark
  @OperationsPerInvocation(ENTRIES)
  public void insertAndRemove() {
    insert();
    for (Ticket ticket : removed) {
      timer.remove(ticket);
    }
  }

  private void insert() {
    for (int i = 0; i < ENTRIES; i++) {
      tickets[i].dueAtMs = nowMs + offsetsMs[i];
      timer.add(tickets[i]);
    }
  }
}
