package io.carillon.store.sqlite;

import io.carillon.store.jdbc.Batch;
import io.carillon.store.jdbc.Bulk;
import io.carillon.store.jdbc.Dialect;
import io.carillon.store.jdbc.KeySpace;
import io.carillon.store.jdbc.Prepared;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQLite's own words: a statement for each row, as it is called in the same process. An unsent row
 * holds bytes free for what settling writes, so that settling does not split pages.
 */
final class SqliteDialect implements Dialect {
  /** Primary key; unique history index. */
  private static final String ADD_PLANNED =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term, reserve)
      VALUES (?, ?, ?, 0, ?, 0, 0, ?, ?, zeroblob(16))
      ON CONFLICT (job_key, scheduled_at, n) DO NOTHING
      """;

  /** Primary key. */
  private static final String ADD_OPEN =
      """
      INSERT INTO open (holder, due_at, execution_key) VALUES (?, ?, ?)
      ON CONFLICT (holder, due_at, execution_key) DO NOTHING
      """;

  /** Primary key. */
  private static final String REMOVE_OPEN =
      "DELETE FROM open WHERE holder = ? AND due_at = ? AND execution_key = ?";

  /** Primary key. */
  private static final String MOVE_ON =
      "UPDATE due SET next_fire_at = ?, postponed_from = NULL WHERE job_key = ?";

  /** Primary key. */
  private static final String MOVE =
      """
      UPDATE execution
      SET state = ?, job_version = ?, started_at = coalesce(started_at, ?), completed_at = ?,
        http_status = coalesce(?, http_status), duration_ms = coalesce(?, duration_ms),
        retry_count = ?, next_attempt_at = coalesce(?, next_attempt_at), error = ?, holder = ?,
        reserve = NULL
      WHERE execution_key = ? AND holder = ? AND term = ? AND (? >> state) & 1
        AND retry_count <= ?
      """;

  /** Two primary keys. */
  private static final String START =
      """
      UPDATE execution
      SET state = 1, job_version = ?, error = NULL, reserve = NULL
      WHERE execution_key = ? AND job_key = ? AND holder = ? AND term = ? AND state IN (0, 1, 2)
        AND EXISTS (SELECT 1 FROM job j WHERE j.job_key = execution.job_key AND j.version = ?
                    AND j.deleted_at IS NULL AND (j.is_active = 1 OR execution.cause <> 0))
      """;

  /** Primary key. */
  private static final String TAKE =
      "UPDATE execution SET holder = ?, term = ? WHERE execution_key = ?";

  /** Primary key. */
  private static final String LEAVE =
      """
      UPDATE execution SET holder = ?
      WHERE execution_key = ? AND holder = ? AND term = ? AND state < 3
      """;

  /** Primary key. */
  private static final String REMOVE = "DELETE FROM execution WHERE execution_key = ?";

  /** Primary key. */
  private static final String ADD_TOTALS =
      """
      INSERT INTO job_totals (job_key, success, failed, skipped, cancelled) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (job_key) DO UPDATE SET success = success + excluded.success,
        failed = failed + excluded.failed, skipped = skipped + excluded.skipped,
        cancelled = cancelled + excluded.cancelled
      """;

  /** Primary key, unique index. */
  private static final String ADD_JOB =
      """
      INSERT INTO job (job_key, namespace, id, version, is_active, created_at, updated_at)
      VALUES (?, ?, ?, 1, ?, ?, ?)
      """;

  /** Primary key, index. */
  private static final String ADD_AUDIT =
      """
      INSERT INTO audit (audit_id, namespace, created_at, caller, caller_name, address, action,
        subject, job_key, before_version, after_version)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** Primary key. */
  private static final String ADD_VERSION =
      """
      INSERT INTO job_version (job_key, version, is_active, created_at, destination_key, definition,
        key_id)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  /** Primary key. */
  private static final String SET_TEXT =
      """
      INSERT INTO job_text (job_key, text) VALUES (?, ?)
      ON CONFLICT (job_key) DO UPDATE SET text = excluded.text
      """;

  /** Primary key. */
  private static final String SET_DUE =
      """
      INSERT INTO due (job_key, next_fire_at, version) VALUES (?, ?, ?)
      ON CONFLICT (job_key) DO UPDATE SET next_fire_at = excluded.next_fire_at,
        version = excluded.version, postponed_from = NULL
      """;

  /** Primary key. */
  private static final String MARK_ENDING =
      "INSERT INTO ending (job_key) VALUES (?) ON CONFLICT (job_key) DO NOTHING";

  /** Primary key; history index, newest first; index of waiting retries. */
  private static final String END =
      """
      DELETE FROM ending WHERE job_key = ?1
        AND NOT EXISTS (
          SELECT 1 FROM (SELECT state FROM execution WHERE job_key = ?1 AND n = 0
                         ORDER BY scheduled_at DESC LIMIT 1000) AS newest
          WHERE state < 3)
        AND NOT EXISTS (SELECT 1 FROM notable WHERE job_key = ?1 AND state = 2)
      """;

  /** Primary key. */
  private static final String DEACTIVATE =
      "UPDATE job SET is_active = 0 WHERE job_key = ? AND is_active = 1 AND deleted_at IS NULL";

  /** Raises the term; one row. The node takes the name it is started with. */
  private static final String RAISE_TERM =
      """
      INSERT INTO node (node_key, name, term, started_at) VALUES (1, ?, 1, ?)
      ON CONFLICT (node_key) DO UPDATE
      SET name = excluded.name, term = node.term + 1, started_at = excluded.started_at
      RETURNING node_key, term
      """;

  /** The one node. */
  private static final String NODES =
      """
      SELECT name, '', '', term, started_at, NULL, NULL, 1, 0, 0, 0, 0, 0, 0, 0, 0, '' FROM node
      WHERE ? > 0
      """;

  /** Primary key; 0 rows when it has ended. */
  private static final String CANCEL =
      """
      UPDATE execution SET state = 6, completed_at = ?, error = ?, reserve = NULL
      WHERE execution_key = ? AND state < 3
      """;

  @Override
  public Batch bulk(Connection connection, Bulk statement) throws SQLException {
    return new Prepared(
        connection,
        switch (statement) {
          case ADD_PLANNED -> ADD_PLANNED;
          case ADD_OPEN -> ADD_OPEN;
          case REMOVE_OPEN -> REMOVE_OPEN;
          case MOVE_ON -> MOVE_ON;
          case MOVE -> MOVE;
          case START -> START;
          case TAKE -> TAKE;
          case LEAVE -> LEAVE;
          case REMOVE -> REMOVE;
          case ADD_JOB -> ADD_JOB;
          case ADD_VERSION -> ADD_VERSION;
          case SET_TEXT -> SET_TEXT;
          case SET_DUE -> SET_DUE;
          case MARK_ENDING -> MARK_ENDING;
          case END -> END;
          case DEACTIVATE -> DEACTIVATE;
          case ADD_TOTALS -> ADD_TOTALS;
          case ADD_AUDIT -> ADD_AUDIT;
        });
  }

  /** The one row; blocks are taken back with their transaction. */
  @Override
  public String drawKeys(List<KeySpace> spaces) {
    return spaces.stream()
            .map(space -> "%1$s = %1$s + %2$d".formatted(space.counter(), space.block()))
            .collect(Collectors.joining(", ", "UPDATE counter SET ", " RETURNING "))
        + spaces.stream().map(KeySpace::counter).collect(Collectors.joining(", "));
  }

  @Override
  public String raiseTerm() {
    return RAISE_TERM;
  }

  @Override
  public String renewLease() {
    throw new IllegalStateException("the lease of the one node does not expire");
  }

  @Override
  public String clock() {
    throw new IllegalStateException("the clock of the store is the node's");
  }

  @Override
  public String expiredNodes() {
    throw new IllegalStateException("there are no other nodes");
  }

  @Override
  public String nodes() {
    return NODES;
  }

  /** There is one writer. */
  @Override
  public String locking(String clause) {
    return "";
  }

  @Override
  public String cancel() {
    return CANCEL;
  }
}
