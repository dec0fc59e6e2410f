package io.carillon.benchmarks.peers;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Quartz: one durable job, and a simple trigger for each of ours, which is its cheapest kind. */
final class QuartzPeer implements Peer {
  /** 8 to 32 threads were equally fast: one thread hands out all fires. */
  static final Contender IN_MEMORY =
      new Contender(
          "quartz-ram",
          "Quartz, RAMJobStore",
          Scheduler.class,
          "nothing",
          "no row for an execution, so it does less than the others",
          new Tuning(16, 0),
          new Pace(50_000, 50_000, 10_000, Duration.ofSeconds(1)),
          equipment ->
              new QuartzPeer(
                  equipment.calls(), QuartzSettings.inMemory(equipment.tuning().threads())));

  /** 8 and 16 threads were equally fast: fires and completions take turns at one lock. */
  static final Contender JDBC =
      new Contender(
          "quartz-jdbc",
          "Quartz, JDBC job store",
          Scheduler.class,
          "triggers, before and after each fire; the outcome, one committed row after each call",
          "not clustered, so its locks are in memory",
          new Tuning(16, 24),
          new Pace(400, 400, 200, Duration.ofSeconds(1)),
          QuartzPeer::openJdbc);

  private final Scheduler scheduler;

  /** Starts a scheduler that hands all its fires to {@code call}. */
  QuartzPeer(Call call, Properties settings) {
    Job job =
        context ->
            call.make(
                Integer.parseInt(context.getTrigger().getKey().getName()),
                context.getScheduledFireTime().toInstant());
    try {
      this.scheduler = new StdSchedulerFactory(settings).getScheduler();
      scheduler.setJobFactory((_, _) -> job);
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Peer openJdbc(Equipment equipment) {
    DataSource database = equipment.emptyDatabase();
    return jdbc(
        new RecordedCalls(equipment.calls(), database), database, equipment.tuning().threads());
  }

  /** Keeps its triggers in an empty PostgreSQL database. */
  static Peer jdbc(Call call, DataSource database, int threads) {
    SqlScript.run(database, Scheduler.class, QuartzSettings.TABLES);
    DBConnectionManager.getInstance()
        .addConnectionProvider(QuartzSettings.DATA_SOURCE, new Connections(database));
    return new QuartzPeer(call, QuartzSettings.jdbc(threads));
  }

  @Override
  public void oneShots(int jobs, Instant at) {
    schedule(jobs, job -> trigger(job).startAt(Date.from(at)).build());
  }

  /** A trigger that is late fires all the same: misfires are ignored. */
  @Override
  public void everySecond(int jobs, Instant from, Instant to) {
    SimpleScheduleBuilder everySecond =
        SimpleScheduleBuilder.repeatSecondlyForever()
            .withMisfireHandlingInstructionIgnoreMisfires();
    Date end = Date.from(to.minusMillis(1));
    schedule(
        jobs,
        job -> trigger(job).startAt(Date.from(from)).endAt(end).withSchedule(everySecond).build());
  }

  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TriggerBuilder<Trigger> trigger(int job) {
    return TriggerBuilder.newTrigger().withIdentity(Integer.toString(job));
  }

  /** All at once: one lock and one transaction. */
  private void schedule(int jobs, IntFunction<Trigger> trigger) {
    JobDetail detail = JobBuilder.newJob(Job.class).withIdentity("call").storeDurably().build();
    Set<Trigger> triggers = HashSet.newHashSet(jobs);
    for (int job = 0; job < jobs; job++) {
      triggers.add(trigger.apply(job));
    }
    try {
      scheduler.scheduleJobs(Map.of(detail, triggers), true);
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pool that Quartz shares with the rows of executions. Somebody else closes it. */
  private record Connections(DataSource database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return database.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
