package io.carillon.benchmarks.peers;

import io.carillon.benchmarks.load.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr: a row for each job, which also keeps its states and how long it took. */
final class JobRunrPeer implements Peer {
  /** The least that JobRunr accepts; its recurring jobs have the same minimum. */
  private static final Duration POLL_EVERY = Duration.ofSeconds(5);

  /** 64 workers, on virtual threads (its default here), were faster than 16. */
  static final Contender CONTENDER =
      new Contender(
          "jobrunr",
          "JobRunr",
          JobRunr.class,
          "jobs and each change of their state, in the job's own row",
          "polls every 5 s, its minimum, and calls what is due before the next poll at once, so calls"
              + " come early; every-second jobs are one-shots stored in advance, since its recurring"
              + " jobs are 5 s apart at the least; a rate passes with drift p99 below 6 s",
          new Tuning(64, 64),
          new Pace(4_000, 200, 500, POLL_EVERY.plusSeconds(1)),
          JobRunrPeer::open);

  /** Default 1,000: what one poll may start. */
  private static final int POLL_JOBS_MAX = 10_000;

  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Duration START_TASKS_MAX = Duration.ofMillis(500);
  private static final Duration STOP_MAX = Duration.ofSeconds(5);

  private final JobRequestScheduler scheduler;
  private final BackgroundJobServer server;

  /** Starts a background job server on an empty PostgreSQL database. */
  JobRunrPeer(Call call, DataSource database, int threads) {
    CallHandler handler = new CallHandler(call);
    var started =
        JobRunr.configure()
            .useJsonMapper(new JacksonJsonMapper())
            .useStorageProvider(new PostgresStorageProvider(database))
            .useJobActivator(always(handler))
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andWorkerCount(threads)
                    .andPollInterval(POLL_EVERY)
                    .andScheduledJobsRequestSize(POLL_JOBS_MAX)
                    .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(STOP_MAX))
            .initialize();
    this.scheduler = started.getJobRequestScheduler();
    this.server = started.getBackgroundJobServer();
    awaitStarted();
  }

  /** Its tasks of a start rewrite every stored job: none must be there while they run. */
  private void awaitStarted() {
    Instant end = Instant.now().plus(START_MAX);
    while (!server.isMaster()) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("JobRunr did not start within " + START_MAX);
      }
      Pause.of(START_TASKS_MAX);
    }
    Pause.of(START_TASKS_MAX);
  }

  /** Not recorded once more: the job's own row says its state and how long it took. */
  private static Peer open(Equipment equipment) {
    return new JobRunrPeer(
        equipment.calls(), equipment.emptyDatabase(), equipment.tuning().threads());
  }

  /** One stored job: what to call and for which instant. */
  record CallRequest(int job, long scheduledAtMs) implements JobRequest {
    @Override
    public Class<CallHandler> getJobRequestHandler() {
      return CallHandler.class;
    }
  }

  /** Makes the call of a stored job. Public, because JobRunr finds and calls it by reflection. */
  public record CallHandler(Call call) implements JobRequestHandler<CallRequest> {
    @Override
    public void run(CallRequest request) {
      call.make(request.job(), Instant.ofEpochMilli(request.scheduledAtMs()));
    }
  }

  private static JobActivator always(CallHandler handler) {
    return new JobActivator() {
      @Override
      public <T> T activateJob(Class<T> type) {
        return type.cast(handler);
      }
    };
  }

  @Override
  public void oneShots(int jobs, Instant at) {
    scheduler.create(jobsAt(jobs, at));
  }

  @Override
  public void everySecond(int jobs, Instant from, Instant to) {
    scheduler.create(
        Stream.iterate(from, at -> at.isBefore(to), at -> at.plusSeconds(1))
            .flatMap(at -> jobsAt(jobs, at)));
  }

  @Override
  public void close() {
    server.stop();
    var _ = JobRunr.destroy();
  }

  private static Stream<JobBuilder> jobsAt(int jobs, Instant at) {
    return IntStream.range(0, jobs)
        .mapToObj(
            job ->
                JobBuilder.aJob()
                    // Otherwise it makes a name out of each request.
                    .withName("call")
                    .scheduleAt(at)
                    .withJobRequest(new CallRequest(job, at.toEpochMilli())));
  }
}
