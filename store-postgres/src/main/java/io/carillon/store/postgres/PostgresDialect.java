package io.carillon.store.postgres;

import io.carillon.store.jdbc.Batch;
import io.carillon.store.jdbc.Bulk;
import io.carillon.store.jdbc.Dialect;
import io.carillon.store.jdbc.KeySpace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * PostgreSQL's own words: many rows in one statement. An execution's day follows from its key, and
 * names its partition.
 */
final class PostgresDialect implements Dialect {
  /** Primary key; unique history index. */
  private static final String ADD_PLANNED =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term)
      SELECT u.execution_key, u.job_key, u.scheduled_at, 0, u.job_version, 0, 0, u.holder, u.term
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        AS u (execution_key, job_key, scheduled_at, job_version, holder, term)
      ON CONFLICT (job_key, scheduled_at, n) DO NOTHING
      RETURNING execution_key
      """;

  /** Primary key. */
  private static final String ADD_OPEN =
      """
      INSERT INTO open (holder, due_at, execution_key)
      SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])
      ON CONFLICT (holder, due_at, execution_key) DO NOTHING
      RETURNING execution_key
      """;

  /** Primary key. */
  private static final String REMOVE_OPEN =
      """
      DELETE FROM open o
      USING unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS u (holder, due_at, execution_key)
      WHERE o.holder = u.holder AND o.due_at = u.due_at AND o.execution_key = u.execution_key
      RETURNING o.execution_key
      """;

  /** Primary key. */
  private static final String MOVE_ON =
      """
      UPDATE due d SET next_fire_at = u.next_fire_at, postponed_from = NULL
      FROM unnest(?::bigint[], ?::bigint[]) AS u (next_fire_at, job_key)
      WHERE d.job_key = u.job_key
      RETURNING d.job_key
      """;

  /** Finds an execution e by a key u; primary key of one partition. */
  private static final String FOUND =
      """
       e.execution_key = u.execution_key AND e.scheduled_at >= (u.execution_key >> 30) * 1000
          AND e.scheduled_at < (u.execution_key >> 30) * 1000 + 1000
      """;

  /** Keeps the table of what is RUNNING, RETRYING or FAILED in step with what moved. */
  private static final String NOTE =
      """
      noted AS (
        INSERT INTO notable (execution_key, job_key, scheduled_at, n, state)
        SELECT execution_key, job_key, scheduled_at, n, state FROM moved WHERE state IN (1, 2, 4)
        ON CONFLICT (execution_key) DO UPDATE SET state = excluded.state),
      forgotten AS (
        DELETE FROM notable x USING moved m
        WHERE x.execution_key = m.execution_key AND m.state NOT IN (1, 2, 4))
      SELECT execution_key FROM moved
      """;

  /** Primary keys. */
  private static final String MOVE =
      """
      WITH moved AS (
        UPDATE execution e
        SET state = u.state, job_version = u.job_version,
          started_at = coalesce(e.started_at, u.started_at), completed_at = u.completed_at,
          http_status = coalesce(u.http_status, e.http_status),
          duration_ms = coalesce(u.duration_ms, e.duration_ms), retry_count = u.retry_count,
          next_attempt_at = coalesce(u.next_attempt_at, e.next_attempt_at), error = u.error,
          holder = u.new_holder
        FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
            ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
            ?::bigint[], ?::bigint[], ?::bigint[])
          AS u (state, job_version, started_at, completed_at, http_status, duration_ms,
            retry_count, next_attempt_at, error, new_holder, execution_key, holder, term, mask,
            failed_max)
        WHERE
      """
          + FOUND
          + """
          AND e.holder = u.holder AND e.term = u.term AND ((u.mask >> e.state) & 1) <> 0
          AND e.retry_count <= u.failed_max
        RETURNING e.execution_key, e.job_key, e.scheduled_at, e.n, e.state),
      """
          + NOTE;

  /** Primary keys. */
  private static final String START =
      """
      WITH moved AS (
        UPDATE execution e SET state = 1, job_version = u.job_version, error = NULL
        FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
            AS u (job_version, execution_key, job_key, holder, term, current_version)
          JOIN job j ON j.job_key = u.job_key AND j.version = u.current_version
            AND j.deleted_at IS NULL
        WHERE
      """
          + FOUND
          + """
          AND e.job_key = u.job_key AND e.holder = u.holder AND e.term = u.term
          AND e.state IN (0, 1, 2) AND (j.is_active = 1 OR e.cause <> 0)
        RETURNING e.execution_key, e.job_key, e.scheduled_at, e.n, e.state),
      """
          + NOTE;

  /** Primary key. */
  private static final String TAKE =
      """
      UPDATE execution e SET holder = u.holder, term = u.term
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS u (holder, term, execution_key)
      WHERE
      """
          + FOUND
          + "RETURNING e.execution_key";

  /** Primary key. */
  private static final String LEAVE =
      """
      UPDATE execution e SET holder = u.new_holder
      FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        AS u (new_holder, execution_key, holder, term)
      WHERE
      """
          + FOUND
          + """
        AND e.holder = u.holder AND e.term = u.term AND e.state < 3
      RETURNING e.execution_key
      """;

  /** Primary keys. */
  private static final String REMOVE =
      """
      WITH removed AS (
        DELETE FROM execution e USING unnest(?::bigint[]) AS u (execution_key)
        WHERE
      """
          + FOUND
          + """
        RETURNING e.execution_key),
      forgotten AS (
        DELETE FROM notable x USING removed r WHERE x.execution_key = r.execution_key)
      SELECT execution_key FROM removed
      """;

  /** Primary key; the caller adds the jobs in their order, so that two nodes do not meet. */
  private static final String ADD_TOTALS =
      """
      INSERT INTO job_totals AS t (job_key, success, failed, skipped, cancelled)
      SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      ON CONFLICT (job_key) DO UPDATE SET success = t.success + excluded.success,
        failed = t.failed + excluded.failed, skipped = t.skipped + excluded.skipped,
        cancelled = t.cancelled + excluded.cancelled
      RETURNING job_key
      """;

  /** Primary key, unique index. */
  private static final String ADD_JOB =
      """
      INSERT INTO job (job_key, namespace, id, version, is_active, created_at, updated_at)
      SELECT job_key, namespace, id, 1, is_active, created_at, updated_at
      FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::smallint[], ?::bigint[], ?::bigint[])
        AS u (job_key, namespace, id, is_active, created_at, updated_at)
      RETURNING job_key
      """;

  /** Primary key, index. */
  private static final String ADD_AUDIT =
      """
      INSERT INTO audit (audit_id, namespace, created_at, caller, caller_name, address, action,
        subject, job_key, before_version, after_version)
      SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
      RETURNING audit_id
      """;

  /** Primary key. */
  private static final String ADD_VERSION =
      """
      INSERT INTO job_version (job_key, version, is_active, created_at, destination_key, definition,
        key_id)
      SELECT * FROM unnest(?::bigint[], ?::int[], ?::smallint[], ?::bigint[], ?::int[], ?::text[],
        ?::text[])
      RETURNING job_key
      """;

  /** Primary key. */
  private static final String SET_TEXT =
      """
      INSERT INTO job_text (job_key, text) SELECT * FROM unnest(?::bigint[], ?::text[])
      ON CONFLICT (job_key) DO UPDATE SET text = excluded.text
      RETURNING job_key
      """;

  /** Primary key. */
  private static final String SET_DUE =
      """
      INSERT INTO due (job_key, next_fire_at, version)
      SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[])
      ON CONFLICT (job_key) DO UPDATE SET next_fire_at = excluded.next_fire_at,
        version = excluded.version, postponed_from = NULL
      RETURNING job_key
      """;

  /** Primary key. */
  private static final String MARK_ENDING =
      """
      INSERT INTO ending (job_key) SELECT job_key FROM unnest(?::bigint[]) AS u (job_key)
      ON CONFLICT (job_key) DO NOTHING
      RETURNING job_key
      """;

  /** Primary key; history index of each day, newest first; index of waiting retries. */
  private static final String END =
      """
      DELETE FROM ending g USING unnest(?::bigint[]) AS u (job_key)
      WHERE g.job_key = u.job_key
        AND NOT EXISTS (
          SELECT 1 FROM (SELECT state FROM execution e WHERE e.job_key = u.job_key AND e.n = 0
                         ORDER BY e.scheduled_at DESC LIMIT 1000) AS newest
          WHERE state < 3)
        AND NOT EXISTS (SELECT 1 FROM notable x WHERE x.job_key = u.job_key AND x.state = 2)
      RETURNING g.job_key
      """;

  /** Primary key. */
  private static final String DEACTIVATE =
      """
      UPDATE job j SET is_active = 0 FROM unnest(?::bigint[]) AS u (job_key)
      WHERE j.job_key = u.job_key AND j.is_active = 1 AND j.deleted_at IS NULL
      RETURNING j.job_key
      """;

  /** The server's clock, not the transaction's. */
  private static final String NOW_MS = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

  private static final String CLOCK = "SELECT " + NOW_MS;

  /** Unique index. */
  private static final String RAISE_TERM =
      """
      INSERT INTO node AS n (name, term, started_at, renewed_at, lease_until, version, roles)
      VALUES (?, 1, ?, %1$s, %1$s + ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET term = n.term + 1, started_at = excluded.started_at,
        renewed_at = excluded.renewed_at, lease_until = excluded.lease_until,
        version = excluded.version, roles = excluded.roles
      RETURNING node_key, term
      """
          .formatted(NOW_MS);

  /** Primary key. */
  private static final String RENEW_LEASE =
      """
      UPDATE node SET renewed_at = %1$s, lease_until = %1$s + ?, in_flight = ?, held = ?,
        waiting = ?, slots = ?, fullest_percent = ?, processor_percent = ?, memory_percent = ?,
        failure_percent = ?, recent = ?
      WHERE node_key = ? AND term = ?
      RETURNING renewed_at
      """
          .formatted(NOW_MS);

  /** As many rows as there are nodes. */
  private static final String EXPIRED_NODES =
      """
      SELECT node_key, name FROM node WHERE lease_until BETWEEN 1 AND %s AND node_key <> ?
      FOR UPDATE SKIP LOCKED
      """
          .formatted(NOW_MS);

  /** As many rows as there are nodes. */
  private static final String NODES =
      """
      SELECT name, version, roles, term, started_at, renewed_at, nullif(lease_until, 0),
        lease_until > %1$s, in_flight, held, waiting, slots, fullest_percent, processor_percent,
        memory_percent, failure_percent, recent
      FROM node WHERE renewed_at > %1$s - ? ORDER BY name
      """
          .formatted(NOW_MS);

  /** Primary keys; 0 rows when it has ended. */
  private static final String CANCEL =
      """
      WITH c AS (SELECT ?::bigint AS at, ?::text AS reason, ?::bigint AS execution_key),
      forgotten AS (
        DELETE FROM notable x USING c WHERE x.execution_key = c.execution_key AND x.state < 3)
      UPDATE execution e SET state = 6, completed_at = c.at, error = c.reason
      FROM c WHERE e.execution_key = c.execution_key AND e.state < 3
      """;

  @Override
  public Batch bulk(Connection connection, Bulk statement) throws SQLException {
    return new ArrayBatch(
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
        },
        statement.key());
  }

  @Override
  public String drawKeys(List<KeySpace> spaces) {
    return spaces.stream()
        .map(space -> "nextval('" + space.counter() + "')")
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  @Override
  public String raiseTerm() {
    return RAISE_TERM;
  }

  @Override
  public String renewLease() {
    return RENEW_LEASE;
  }

  @Override
  public String clock() {
    return CLOCK;
  }

  @Override
  public String expiredNodes() {
    return EXPIRED_NODES;
  }

  @Override
  public String nodes() {
    return NODES;
  }

  @Override
  public String locking(String clause) {
    return clause;
  }

  @Override
  public String cancel() {
    return CANCEL;
  }
}
