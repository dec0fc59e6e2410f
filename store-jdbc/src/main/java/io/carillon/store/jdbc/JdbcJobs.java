package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Jobs and their versions. */
final class JdbcJobs implements JobStore {
  /** One job of a namespace that is not deleted; unique index. */
  private static final String FIND =
      JobReads.SELECT + "WHERE j.id = ? AND +j.namespace = ? AND j.deleted_at IS NULL";

  /** The counts that writers keep; a row for each node. */
  private static final String COUNTS = "SELECT sum(jobs), sum(active_jobs) FROM counter";

  private final Writer writer;
  private final Readers readers;
  private final Readers lists;
  private final DefinitionCodec codec;
  private final Clock clock;
  private final Caller caller;

  JdbcJobs(
      Writer writer,
      Readers readers,
      Readers lists,
      DefinitionCodec codec,
      Clock clock,
      Caller caller) {
    this.caller = caller;
    this.writer = writer;
    this.readers = readers;
    this.lists = lists;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public JobStore by(Caller other) {
    return new JdbcJobs(writer, readers, lists, codec, clock, other);
  }

  @Override
  public CompletionStage<CreateResult> create(NewJob job, @Nullable Idempotency idempotency) {
    return writer.write(WriteClass.URGENT, CreateJob.of(job, codec, idempotency, clock, caller));
  }

  /** Asks the writer: what readers see may be behind what was answered. */
  @Override
  public CompletionStage<Optional<CreateResult>> answered(
      String route, String key, String requestHash) {
    return writer.write(
        WriteClass.URGENT,
        session ->
            Answers.find(session, caller.namespaceKey(), route, key, requestHash, clock.wallMs()));
  }

  @Override
  public CompletionStage<List<CreateResult>> createAll(List<NewJob> jobs) {
    return writer.writeAll(
        WriteClass.BATCH,
        jobs.stream().map(job -> CreateJob.of(job, codec, null, clock, caller)).toList());
  }

  @Override
  public CompletionStage<ChangeResult> change(
      JobId id, int expectedVersion, JobDefinition definition, boolean isActive) {
    return writer.write(
        WriteClass.URGENT,
        new ChangeJob(id, expectedVersion, codec.encode(id, definition), isActive, clock, caller));
  }

  @Override
  public CompletionStage<ChangeResult> delete(JobId id, @Nullable Integer expectedVersion) {
    return writer.write(WriteClass.URGENT, new DeleteJob(id, expectedVersion, clock, caller));
  }

  @Override
  public CompletionStage<Optional<Job>> find(JobId id) {
    return readers.read(
        statements -> {
          Prepared find =
              statements.of(FIND).set(clock.wallMs()).set(id.toString()).set(caller.namespaceKey());
          try (ResultSet row = find.query()) {
            return row.next() ? Optional.of(JobReads.read(row, codec)) : Optional.empty();
          }
        });
  }

  @Override
  public CompletionStage<Page<Job>> list(JobQuery query) {
    return lists.read(new ListJobs(caller.namespaceKey(), query, clock.wallMs(), codec));
  }

  @Override
  public CompletionStage<Page<JobVersion>> versions(JobId id, int limit, @Nullable String cursor) {
    return lists.read(new ListVersions(caller.namespaceKey(), id, limit, cursor, codec));
  }

  @Override
  public CompletionStage<Optional<JobStats>> stats(JobId id) {
    return lists.read(new ReadStats(caller.namespaceKey(), id, clock.wallMs()));
  }

  @Override
  public CompletionStage<JobCounts> counts() {
    return lists.read(
        statements -> {
          try (ResultSet row = statements.of(COUNTS).query()) {
            row.next();
            return new JobCounts(row.getLong(1), row.getLong(2));
          }
        });
  }
}
