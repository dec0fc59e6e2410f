package io.carillon.store.jdbc;

import io.carillon.core.Cause;
import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.JobChange;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Offer;
import io.carillon.core.port.OpenExecution;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves executions that wait in the store into a node's hands, oldest due first. One whose job was
 * paused or deleted meanwhile ends CANCELLED instead, unless it was called at most once: what
 * became of that call is unknown, which its node records as a failure. Writer thread only.
 */
final class Claim {
  /**
   * What is read of rows o: they, their executions and jobs, and whether the job was paused since
   * the version that the execution was planned for or that was called, by the range of its versions
   * since.
   */
  private static final String COLUMNS =
      """
       o.holder, o.due_at, o.execution_key, e.job_key, e.scheduled_at, e.cause, e.state,
        e.retry_count, coalesce(e.started_at, 0), e.job_version, j.version, j.is_active,
        j.deleted_at IS NOT NULL,
        CASE WHEN j.version > e.job_version THEN EXISTS (
          SELECT 1 FROM job_version v
          WHERE v.job_key = e.job_key AND v.version > e.job_version AND v.is_active = 0)
        ELSE FALSE END
      """;

  /** The execution and the job of a row o; a key each, and the second that the key tells. */
  private static final String THEIRS =
      """
        JOIN execution e ON e.execution_key = o.execution_key
          AND e.scheduled_at >= (o.execution_key >> 30) * 1000
          AND e.scheduled_at < (o.execution_key >> 30) * 1000 + 1000
        JOIN job j ON j.job_key = e.job_key
      """;

  /** What waits under a holder until an instant; primary key range of open. */
  private static final String WAITING =
      "SELECT"
          + COLUMNS
          + "FROM open o"
          + THEIRS
          + "WHERE o.holder = ? AND o.due_at <= ? ORDER BY o.due_at, o.execution_key LIMIT ? ";

  /** Others take what this one does not; what is being changed waits. */
  private static final String LOCKING = "FOR UPDATE OF o SKIP LOCKED FOR SHARE OF j SKIP LOCKED";

  /**
   * What is named by holder, term, due_at and execution_key; primary key of open, row by row,
   * however few rows the database believes it to have.
   */
  private static final String NAMED =
      "SELECT"
          + COLUMNS
          + """
          FROM unnest(?, ?, ?, ?) AS o (holder, term, due_at, execution_key)
            CROSS JOIN LATERAL (
              SELECT 1 FROM open x
              WHERE x.holder = o.holder AND x.due_at = o.due_at
                AND x.execution_key = o.execution_key
              FOR UPDATE SKIP LOCKED) AS held
          """
          + THEIRS
          + "WHERE e.term = o.term ";

  private static final String NAMED_LOCKING = "FOR SHARE OF j SKIP LOCKED";

  /**
   * How long an execution is put off whose job cannot be understood; nobody's then, so that it does
   * not stand before others that wait for a destination.
   */
  private static final long POSTPONED_MS = 60_000;

  /** Puts off an execution; primary key. */
  private static final String POSTPONE =
      "UPDATE execution SET next_attempt_at = ? WHERE execution_key = ?";

  private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

  private record Row(
      long holder,
      long dueAtMs,
      long executionKey,
      long jobKey,
      long scheduledAtMs,
      Cause cause,
      ExecutionState state,
      int retryCount,
      long startedAtMs,
      int ownVersion,
      int jobVersion,
      boolean isActive,
      boolean isDeleted,
      boolean wasPaused) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          Cause.ofCode(row.getInt(6)),
          ExecutionState.ofCode(row.getInt(7)),
          row.getInt(8),
          row.getLong(9),
          row.getInt(10),
          row.getInt(11),
          row.getBoolean(12),
          row.getBoolean(13),
          row.getBoolean(14));
    }

    /** What a user did to the job that forbids another call, or null. */
    @Nullable JobChange forbiddenBy() {
      if (isDeleted) {
        return JobChange.DELETED;
      }
      return wasPaused || (!isActive && cause == Cause.SCHEDULE) ? JobChange.PAUSED : null;
    }
  }

  /** What was claimed, and how many rows were looked at: the limit, when there may be more. */
  record Claimed(List<OpenExecution> executions, int examined) {}

  private final Lease lease;
  private final long nowMs;

  Claim(Lease lease, long nowMs) {
    this.lease = lease;
    this.nowMs = nowMs;
  }

  /**
   * @param holder under whom the executions wait
   * @param untilMs they are due until then, epoch milliseconds
   * @param limit how many are looked at; of those that are put off none stays under the holder
   */
  Claimed take(Session session, long holder, long untilMs, int limit) throws SQLException {
    Prepared query = session.locking(WAITING, LOCKING).set(holder).set(untilMs).set(limit);
    List<Row> rows = rows(query);
    return new Claimed(take(session, rows), rows.size());
  }

  /** Those that other nodes offered and still have. */
  List<OpenExecution> takeOffered(Session session, List<Offer> offers) throws SQLException {
    Prepared query =
        session
            .locking(NAMED, NAMED_LOCKING)
            .set(offers.stream().map(offer -> (long) offer.holder()).toArray(Long[]::new))
            .set(offers.stream().map(offer -> (long) offer.term()).toArray(Long[]::new))
            .set(offers.stream().map(Offer::dueAtMs).toArray(Long[]::new))
            .set(offers.stream().map(Offer::executionKey).toArray(Long[]::new));
    return take(session, rows(query));
  }

  private List<OpenExecution> take(Session session, List<Row> rows) throws SQLException {
    Batch leave = session.batch(Bulk.REMOVE_OPEN);
    Batch enter = session.batch(Bulk.ADD_OPEN);
    Batch take = session.batch(Bulk.TAKE);
    List<OpenExecution> claimed = new ArrayList<>(rows.size());
    for (Row row : rows) {
      leave.set(row.holder).set(row.dueAtMs).set(row.executionKey).add();
      if (row.state.isTerminal()) {
        continue;
      }
      OpenExecution execution;
      try {
        execution = open(session, row);
      } catch (RuntimeException e) {
        LOG.error("job {} cannot be read; its execution waits a minute", row.jobKey, e);
        long laterMs = nowMs + POSTPONED_MS;
        session.on(POSTPONE).set(laterMs).set(row.executionKey).run();
        enter.set(OpenRows.NOBODY).set(laterMs).set(row.executionKey).add();
        continue;
      }
      JobChange change = row.forbiddenBy();
      if (change != null && !isOverByItself(execution)) {
        boolean isUnknown = row.state == ExecutionState.RUNNING;
        String reason = isUnknown ? change.cancelledUnknown() : change.cancelled();
        Withdrawal.cancel(session, row.executionKey, row.jobKey, nowMs, reason);
        continue;
      }
      enter.set(lease.nodeKey()).set(row.dueAtMs).set(row.executionKey).add();
      take.set(lease.nodeKey()).set(lease.term()).set(row.executionKey).add();
      claimed.add(execution);
    }
    leave.runAll();
    enter.runAll();
    take.runAll();
    return claimed;
  }

  private static List<Row> rows(Prepared query) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (ResultSet result = query.query()) {
      while (result.next()) {
        rows.add(Row.of(result));
      }
    }
    return rows;
  }

  private static OpenExecution open(Session session, Row row) throws SQLException {
    JobSnapshot job = session.snapshots.get(session.statements, row.jobKey, row.jobVersion);
    JobSnapshot called =
        row.state == ExecutionState.RUNNING
            ? session.snapshots.get(session.statements, row.jobKey, row.ownVersion)
            : null;
    return new OpenExecution(
        row.executionKey,
        job,
        row.scheduledAtMs,
        row.dueAtMs,
        row.cause,
        row.state,
        row.retryCount,
        row.startedAtMs,
        called);
  }

  /** Whether its node ends it without another call, whatever became of the job. */
  private static boolean isOverByItself(OpenExecution execution) {
    JobSnapshot called = execution.called();
    return called != null && called.definition().type() == DeliveryType.ATMOST_ONCE;
  }
}
