package io.carillon.benchmarks.peers;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Plain timers in memory, as {@code @Scheduled} uses them, and one row for each execution. */
final class SpringTimers implements Peer {
  /** 16 to 64 threads were equally fast: commits are shared by those that wait together. */
  static final Contender CONTENDER =
      new Contender(
          "spring-timers",
          "Spring timers + JDBC",
          ThreadPoolTaskScheduler.class,
          "the outcome, one committed row after each call; a restart forgets every job",
          "schedules live in memory only",
          new Tuning(32, 32),
          new Pace(50_000, 50_000, 4_000, Duration.ofSeconds(1)),
          SpringTimers::open);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Call call;
  private final ThreadPoolTaskScheduler timers = new ThreadPoolTaskScheduler();

  SpringTimers(Call call, int threads) {
    this.call = call;
    timers.setPoolSize(threads);
    timers.initialize();
  }

  private static Peer open(Equipment equipment) {
    Call recorded = new RecordedCalls(equipment.calls(), equipment.emptyDatabase());
    return new SpringTimers(recorded, equipment.tuning().threads());
  }

  @Override
  public void oneShots(int jobs, Instant at) {
    for (int i = 0; i < jobs; i++) {
      int job = i;
      var _ = timers.schedule(() -> call.make(job, at), at);
    }
  }

  /** At a fixed rate: cheaper than a cron trigger, and a late run never loses the next one. */
  @Override
  public void everySecond(int jobs, Instant from, Instant to) {
    for (int i = 0; i < jobs; i++) {
      int job = i;
      AtomicLong runs = new AtomicLong();
      Runnable run =
          () -> {
            Instant scheduledAt = from.plusSeconds(runs.getAndIncrement());
            if (scheduledAt.isBefore(to)) {
              call.make(job, scheduledAt);
            }
          };
      var _ = timers.scheduleAtFixedRate(run, from, SECOND);
    }
  }

  @Override
  public void close() {
    timers.shutdown();
  }
}
