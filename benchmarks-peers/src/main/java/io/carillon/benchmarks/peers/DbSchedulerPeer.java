package io.carillon.benchmarks.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** db-scheduler: a row for each job, removed or moved on after each call. */
final class DbSchedulerPeer implements Peer {
  static final Contender CONTENDER =
      new Contender(
          "db-scheduler",
          "db-scheduler",
          Scheduler.class,
          "jobs, before each call (picked) and after it; the outcome, one committed row",
          "polls every 0.1 s, and at once while it finds work",
          new Tuning(32, 32),
          new Pace(5_000, 5_000, 1_500, Duration.ofSeconds(1)),
          DbSchedulerPeer::open);

  private static final String TABLES = "db-scheduler.sql";

  /** Default 10 s. A poll that finds nothing is one short query, so it may be often. */
  private static final Duration POLL_EVERY = Duration.ofMillis(100);

  /**
   * Lock-and-fetch: one statement takes a batch, filled up to {@code FETCH_UP_TO} times the threads
   * once fewer than {@code FETCH_BELOW} times the threads wait. Its author measured with these
   * (pull request 175).
   */
  private static final double FETCH_BELOW = 4.0;

  private static final double FETCH_UP_TO = 20.0;

  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final Scheduler scheduler;
  private final OneTimeTask<Void> once;
  private final CustomTask<Void> everySecond;

  /** When the repeated jobs end. Not stored with each of them, which would make rows wider. */
  private volatile Instant end = Instant.MAX;

  /** Starts a scheduler on an empty PostgreSQL database. */
  DbSchedulerPeer(Call call, DataSource database, int threads) {
    SqlScript.run(database, DbSchedulerPeer.class, TABLES);
    this.once =
        Tasks.oneTime("once")
            .execute(
                (task, context) ->
                    call.make(
                        Integer.parseInt(task.getId()), context.getExecution().getExecutionTime()));
    this.everySecond =
        Tasks.custom("every-second", Void.class)
            .execute(
                (task, context) -> {
                  Instant scheduledAt = context.getExecution().getExecutionTime();
                  call.make(Integer.parseInt(task.getId()), scheduledAt);
                  // From the scheduled instant, not from now: a late run never loses the next one.
                  Instant next = scheduledAt.plusSeconds(1);
                  return (complete, operations) -> {
                    if (next.isBefore(end)) {
                      operations.reschedule(complete, next);
                    } else {
                      operations.remove();
                    }
                  };
                });
    this.scheduler =
        Scheduler.create(database, List.of((Task<?>) once, everySecond))
            .threads(threads)
            .pollingInterval(POLL_EVERY)
            .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
            .shutdownMaxWait(STOP_MAX)
            .build();
    scheduler.start();
  }

  private static Peer open(Equipment equipment) {
    DataSource database = equipment.emptyDatabase();
    return new DbSchedulerPeer(
        new RecordedCalls(equipment.calls(), database), database, equipment.tuning().threads());
  }

  @Override
  public void oneShots(int jobs, Instant at) {
    List<TaskInstance<?>> instances =
        IntStream.range(0, jobs)
            .<TaskInstance<?>>mapToObj(job -> once.instance(Integer.toString(job)))
            .toList();
    scheduler.scheduleBatch(instances, at);
  }

  @Override
  public void everySecond(int jobs, Instant from, Instant to) {
    end = to;
    List<TaskInstance<?>> instances =
        IntStream.range(0, jobs)
            .<TaskInstance<?>>mapToObj(job -> everySecond.instance(Integer.toString(job)))
            .toList();
    scheduler.scheduleBatch(instances, from);
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
