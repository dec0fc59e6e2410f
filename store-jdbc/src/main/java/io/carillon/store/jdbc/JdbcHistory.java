package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.port.History;
import io.carillon.core.port.Page;
import java.sql.ResultSet;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Reads executions. */
final class JdbcHistory implements History {
  /** The counts that writers keep; one row for each. */
  private static final String COUNTS =
      "SELECT sum(executions), sum(succeeded), sum(failed) FROM counter";

  /** Spilled executions; primary key range, at most so many entries. */
  private static final String COUNT_SPILLED =
      "SELECT count(*) FROM (SELECT 1 FROM open WHERE holder < 0 LIMIT ?) AS spilled";

  /** Waiting retries; index range, at most so many entries. */
  private static final String COUNT_RETRYING =
      "SELECT count(*) FROM (SELECT 1 FROM notable WHERE state = 2 LIMIT ?) AS retrying";

  /** Whether a job exists or left executions behind; unique index, then history index. */
  private static final String KNOWS =
      """
      SELECT 1 FROM job j WHERE j.id = ? AND +j.namespace = ? AND (j.deleted_at IS NULL
        OR EXISTS (SELECT 1 FROM execution e WHERE e.job_key = j.job_key))
      """;

  private final Readers readers;
  private final Readers lists;
  private final int namespaceKey;

  JdbcHistory(Readers readers, Readers lists, Caller caller) {
    this.readers = readers;
    this.lists = lists;
    this.namespaceKey = caller.namespaceKey();
  }

  @Override
  public History by(Caller caller) {
    return new JdbcHistory(readers, lists, caller);
  }

  @Override
  public CompletionStage<Page<Execution>> list(ExecutionQuery query) {
    JobId job = query.job();
    return lists.read(
        job == null
            ? new ListExecutions(namespaceKey, query)
            : new ListJobExecutions(namespaceKey, query, job));
  }

  @Override
  public CompletionStage<Optional<Execution>> find(ExecutionId id) {
    return readers.read(new FindExecution(namespaceKey, id));
  }

  @Override
  public CompletionStage<Counts> counts() {
    return lists.read(
        statements -> {
          try (ResultSet row = statements.of(COUNTS).query()) {
            row.next();
            return new Counts(row.getLong(1), row.getLong(2), row.getLong(3));
          }
        });
  }

  @Override
  public CompletionStage<Integer> countRetrying(int max) {
    return count(COUNT_RETRYING, max);
  }

  @Override
  public CompletionStage<Integer> countSpilled(int max) {
    return count(COUNT_SPILLED, max);
  }

  private CompletionStage<Integer> count(String sql, int max) {
    return lists.read(
        statements -> {
          try (ResultSet row = statements.of(sql).set(max).query()) {
            row.next();
            return row.getInt(1);
          }
        });
  }

  @Override
  public CompletionStage<Boolean> knows(JobId job) {
    return readers.read(
        statements -> {
          try (ResultSet row = statements.of(KNOWS).set(job.toString()).set(namespaceKey).query()) {
            return row.next();
          }
        });
  }
}
