package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
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
    Clock clock,
    Caller caller)
    implements Work<CreateResult> {
  /** Adds a job; 0 rows when its name is taken; partial unique index. */
  private static final String INSERT =
      """
      INSERT INTO job (job_key, namespace, id, name, version, is_active, created_at, updated_at)
      VALUES (?, ?, ?, ?, 1, ?, ?, ?)
      ON CONFLICT (namespace, name) WHERE name IS NOT NULL AND deleted_at IS NULL DO NOTHING
      """;

  static CreateJob of(
      NewJob job,
      DefinitionCodec codec,
      @Nullable Idempotency idempotency,
      Clock clock,
      Caller caller) {
    EncodedDefinition encoded = codec.encode(job.id(), job.definition());
    return new CreateJob(job, encoded, job.nextFireAtMs(), idempotency, clock, caller);
  }

  @Override
  public CreateResult apply(Session session) throws SQLException {
    long nowMs = clock.wallMs();
    int namespaceKey = caller.namespaceKey();
    if (idempotency != null && !Answers.keep(session, namespaceKey, idempotency, nowMs)) {
      return Answers.find(
              session,
              namespaceKey,
              idempotency.route(),
              idempotency.key(),
              idempotency.requestHash(),
              nowMs)
          .orElseThrow();
    }
    Integer jobsMax = session.jobQuotas.reached(namespaceKey, nowMs);
    if (jobsMax != null) {
      return refused(session, new CreateResult.QuotaReached(jobsMax));
    }
    JobDefinition definition = job.definition();
    boolean isActive = nextFireAtMs != Schedule.NEVER;
    long jobKey = session.keys.next(KeySpace.JOB);
    long createdAtMs = job.createdAt().toEpochMilli();
    if (definition.name() == null && definition.tags().isEmpty()) {
      session.newJobs.addPlain(jobKey, namespaceKey, job.id(), isActive, createdAtMs);
    } else {
      JobRows.Named holder = insert(session, jobKey, isActive, createdAtMs);
      if (holder != null) {
        return refused(session, new CreateResult.NameTaken(holder.id()));
      }
      JobRows.addTags(session, namespaceKey, jobKey, definition.tags());
    }
    JobRows.Version version =
        JobRows.Version.of(session, namespaceKey, 1, encoded, isActive, createdAtMs);
    session.newJobs.add(jobKey, version, nextFireAtMs);
    session.audit.addJob(caller, AuditAction.JOB_CREATED, jobKey, null, 1L, nowMs);
    JobSnapshot snapshot = version.snapshot(jobKey, job.id(), job.snapshot().rule());
    if (isActive) {
      session.counters.addActiveJobs(1);
    }
    session.counters.addJobs(1);
    session.jobQuotas.add(namespaceKey, 1);
    return new CreateResult.Created(
        new Job(
            snapshot, isActive, job.createdAt(), job.createdAt(), JobRows.instant(nextFireAtMs)));
  }

  /** The request was not granted, so that a repeat may be. */
  private CreateResult refused(Session session, CreateResult refusal) throws SQLException {
    if (idempotency != null) {
      Answers.forget(session, caller.namespaceKey(), idempotency);
    }
    return refusal;
  }

  @Override
  public boolean gathers() {
    return true;
  }

  /** Who has the name, or null when the job was added. */
  private JobRows.@Nullable Named insert(
      Session session, long jobKey, boolean isActive, long createdAtMs) throws SQLException {
    String name = job.definition().name();
    while (true) {
      int inserted =
          session
              .on(INSERT)
              .set(jobKey)
              .set(caller.namespaceKey())
              .set(job.id().toString())
              .set(name)
              .set(isActive)
              .set(createdAtMs)
              .set(createdAtMs)
              .run();
      if (inserted > 0) {
        return null;
      }
      JobRows.Named holder =
          JobRows.named(session, caller.namespaceKey(), Objects.requireNonNull(name));
      // Who had the name a moment ago may have given it up.
      if (holder != null) {
        return holder;
      }
    }
  }
}
