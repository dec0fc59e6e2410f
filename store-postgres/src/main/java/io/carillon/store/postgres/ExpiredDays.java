package io.carillon.store.postgres;

import io.carillon.core.ExecutionId;
import io.carillon.store.jdbc.DeletedJobs;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the days that are no longer kept, each as a whole: no row of it is read or deleted one by
 * one. A day that has an unfinished execution stays.
 *
 * <p>First the day's partition is detached, in a moment, under a lock that makes sure that nothing
 * of it is unfinished. Then what belongs to its executions goes, a stretch at a time, as a long
 * transaction would keep vacuum from its work. Last the table goes, with what the counts know of
 * it. Each step may be the last one before a crash, or fail, which does not keep the other days:
 * the next round goes on with what is detached.
 *
 * <p>For one thread of one node at a time.
 */
final class ExpiredDays {
  /** Before the day, in the name of a detached table. */
  private static final String PREFIX = "expired_";

  /** The detached tables; catalog. */
  private static final String DETACHED =
      "SELECT relname FROM pg_class WHERE relname ~ '^expired_\\d{8}$' AND relkind = 'r'"
          + " AND pg_table_is_visible(oid) ORDER BY relname";

  /** Others wait behind whoever waits for this lock. */
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '200ms'";

  /** Whether something scheduled in a stretch of time is unfinished; a scan of what is open. */
  private static final String IS_UNFINISHED =
      "SELECT 1 FROM open WHERE execution_key >= ? AND execution_key < ? LIMIT 1";

  /** In a statement, where the name of the detached table is to stand. */
  private static final String THE_DAY = "the_day";

  /** How many executions a stretch of the day has; primary key range. */
  private static final String COUNT =
      "SELECT count(*) FROM the_day WHERE execution_key >= ? AND execution_key < ?";

  /** What belongs to them in another table; primary key or unique index range, then primary key. */
  private static final String DELETE =
      """
      DELETE FROM the_rest x WHERE x.execution_key >= ? AND x.execution_key < ?
        AND EXISTS (SELECT 1 FROM the_day e WHERE e.execution_key = x.execution_key)
      """;

  private static final List<String> BELONGING = List.of("attempt", "alert", "notable");

  /** Deleted jobs that only the day's executions named; primary key range, then indexes. */
  private static final String UNUSED =
      """
      SELECT job_key FROM job j WHERE j.job_key > ? AND j.deleted_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM the_day d WHERE d.job_key = j.job_key)
        AND NOT EXISTS (SELECT 1 FROM execution e WHERE e.job_key = j.job_key)
        AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.job_key = j.job_key)
      ORDER BY j.job_key LIMIT ?
      """;

  /** How many of them go in one transaction. */
  private static final int JOBS_MAX = 1_000;

  /** Corrects the counts, in a row that no node writes. */
  private static final String UNCOUNT =
      """
      INSERT INTO counter AS c (counter_key, executions, jobs, active_jobs, pings)
      VALUES (0, -?, 0, 0, 0)
      ON CONFLICT (counter_key) DO UPDATE SET executions = c.executions + excluded.executions
      """;

  private static final long STRETCH_MS = Duration.ofMinutes(10).toMillis();
  private static final Logger LOG = LoggerFactory.getLogger(ExpiredDays.class);

  private final Connection connection;

  /**
   * @param connection with auto-commit
   */
  ExpiredDays(Connection connection) {
    this.connection = connection;
  }

  /**
   * Drops those that end by the instant.
   *
   * @param days that have a partition
   * @return how many executions went
   */
  long drop(List<Day> days, long beforeMs) throws SQLException {
    detach(days, beforeMs);
    long executions = 0;
    for (Day day : Day.of(names(), PREFIX)) {
      try {
        executions += dropDetached(day);
      } catch (SQLException e) {
        failed(day, e);
      }
    }
    return executions;
  }

  private void detach(List<Day> days, long beforeMs) {
    for (Day day : days) {
      try {
        if (day.endMs() <= beforeMs && !isUnfinished(day)) {
          inTransaction(() -> detach(day));
        }
      } catch (SQLException e) {
        failed(day, e);
        if (Connections.LOCKED.equals(e.getSQLState())) {
          // The others would wait for the same lock.
          return;
        }
      }
    }
  }

  private static void failed(Day day, SQLException e) {
    LOG.warn("{} could not be dropped; it is tried again: {}", day, e.getMessage());
  }

  private void detach(Day day) throws SQLException {
    String partition = day.name(Partitions.PREFIX);
    execute(LOCK_TIMEOUT);
    execute("ALTER TABLE execution DETACH PARTITION " + partition);
    if (isUnfinished(day)) {
      throw new SQLException("something of " + partition + " has become unfinished");
    }
    execute("ALTER TABLE %s RENAME TO %s".formatted(partition, day.name(PREFIX)));
  }

  private boolean isUnfinished(Day day) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(IS_UNFINISHED)) {
      setKeys(query, day.startMs(), day.endMs());
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  private long dropDetached(Day day) throws SQLException {
    String table = day.name(PREFIX);
    long executions = 0;
    for (long fromMs = day.startMs(); fromMs < day.endMs(); fromMs += STRETCH_MS) {
      executions += dropBelongings(table, fromMs, fromMs + STRETCH_MS);
    }
    dropUnusedJobs(table);
    long count = executions;
    inTransaction(
        () -> {
          try (PreparedStatement uncount = connection.prepareStatement(UNCOUNT)) {
            uncount.setLong(1, count);
            uncount.executeUpdate();
          }
          execute("DROP TABLE " + table);
        });
    LOG.atInfo().addKeyValue("executions", executions).log("dropped {}: no longer kept", day);
    return executions;
  }

  /** Returns how many executions of the stretch there are. */
  private long dropBelongings(String table, long fromMs, long toMs) throws SQLException {
    for (String other : BELONGING) {
      try (PreparedStatement delete = prepare(DELETE.replace("the_rest", other), table)) {
        setKeys(delete, fromMs, toMs);
        delete.executeUpdate();
      }
    }
    try (PreparedStatement query = prepare(COUNT, table)) {
      setKeys(query, fromMs, toMs);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void dropUnusedJobs(String table) throws SQLException {
    List<Long> unused = unusedJobs(table, 0);
    while (!unused.isEmpty()) {
      Array keys = connection.createArrayOf("bigint", unused.toArray());
      inTransaction(
          () -> {
            for (String jobs : DeletedJobs.TABLES) {
              String sql = "DELETE FROM " + jobs + " WHERE job_key = ANY (?)";
              try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setArray(1, keys);
                delete.executeUpdate();
              }
            }
          });
      unused = unusedJobs(table, unused.getLast());
    }
  }

  private List<Long> unusedJobs(String table, long afterKey) throws SQLException {
    List<Long> keys = new ArrayList<>();
    try (PreparedStatement query = prepare(UNUSED, table)) {
      query.setLong(1, afterKey);
      query.setInt(2, JOBS_MAX);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
        }
      }
    }
    return keys;
  }

  private PreparedStatement prepare(String sql, String table) throws SQLException {
    return connection.prepareStatement(sql.replace(THE_DAY, table));
  }

  private static void setKeys(PreparedStatement statement, long fromMs, long toMs)
      throws SQLException {
    statement.setLong(1, ExecutionId.lowestKeyAt(fromMs));
    statement.setLong(2, ExecutionId.lowestKeyAt(toMs));
  }

  private List<String> names() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(DETACHED)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @FunctionalInterface
  private interface Steps {
    void run() throws SQLException;
  }

  private void inTransaction(Steps steps) throws SQLException {
    execute("BEGIN");
    try {
      steps.run();
      execute("COMMIT");
    } catch (SQLException e) {
      execute("ROLLBACK");
      throw e;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
