package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.NewJob;
import io.carillon.schedule.Schedule;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Adds one job, or answers a repeat with the first answer.
 *
 * @param nextFireAtMs of the job, worked out on the caller's thread to spare the writer's
 */
record CreateJob(
    NewJob job,
    EncodedDefinition encoded,
    long nextFireAtMs,
    @Nullable Idempotency idempotency,
    Clock clock)
    implements Work<CreateResult> {
  /** Adds a job; 0 rows when its name is taken; partial unique index. */
  private static final String INSERT =
      """
      INSERT INTO job (job_key, id, name, version, is_active, created_at, updated_at)
      VALUES (?, ?, ?, 1, ?, ?, ?)
      ON CONFLICT (namespace, name) WHERE name IS NOT NULL AND deleted_at IS NULL DO NOTHING
      """;

  static CreateJob of(NewJob job, @Nullable Idempotency idempotency, Clock clock) {
    return new CreateJob(
        job, EncodedDefinition.of(job.definition()), job.nextFireAtMs(), idempotency, clock);
  }

  @Override
  public CreateResult apply(Session session) throws SQLException {
    long nowMs = clock.wallMs();
    if (idempotency != null) {
      CreateResult earlier = Answers.find(session, idempotency, nowMs);
      if (earlier != null) {
        return earlier;
      }
    }
    JobDefinition definition = job.definition();
    boolean isActive = nextFireAtMs != Schedule.NEVER;
    long jobKey = session.counters.nextJobKey();
    long createdAtMs = job.createdAt().toEpochMilli();
    int inserted =
        session
            .on(INSERT)
            .set(jobKey)
            .set(job.id().toString())
            .set(definition.name())
            .set(isActive)
            .set(createdAtMs)
            .set(createdAtMs)
            .run();
    if (inserted == 0) {
      String name = Objects.requireNonNull(definition.name());
      return new CreateResult.NameTaken(Objects.requireNonNull(JobRows.named(session, name)).id());
    }
    JobSnapshot snapshot =
        JobRows.addVersion(
            session, jobKey, job.id(), 1, encoded, job.snapshot().rule(), isActive, createdAtMs);
    JobRows.addTags(session, jobKey, definition.tags());
    if (isActive) {
      JobRows.setDue(session, jobKey, nextFireAtMs, 1);
      session.counters.addActiveJobs(1);
    }
    session.counters.addJobs(1);
    if (idempotency != null) {
      Answers.keep(session, idempotency, nowMs);
    }
    return new CreateResult.Created(
        new Job(
            snapshot, isActive, job.createdAt(), job.createdAt(), JobRows.instant(nextFireAtMs)));
  }
}
