package io.carillon.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days' partitions of executions: made ahead. Waits for locks only briefly, as others wait
 * behind it; what it could not do it does the next time.
 */
final class Partitions {
  /** How many days from today on have a partition. */
  private static final int DAYS_AHEAD = 7;

  /** Before the day, in the name of a partition. */
  static final String PREFIX = "execution_";

  /** The names of all partitions of executions; catalog. */
  private static final String NAMES =
      "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'execution'::regclass";

  private static final String LOCK_TIMEOUT = "SET lock_timeout = '200ms'";
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

  private final Connection connection;

  /**
   * @param connection with auto-commit
   */
  Partitions(Connection connection) {
    this.connection = connection;
  }

  void makeAhead(long nowMs) throws SQLException {
    execute(LOCK_TIMEOUT);
    List<Day> days = days();
    for (int ahead = -1; ahead <= DAYS_AHEAD; ahead++) {
      Day day = Day.at(nowMs).plus(ahead);
      if (!days.contains(day) && !make(day)) {
        return;
      }
    }
  }

  /** Those that have a partition. */
  List<Day> days() throws SQLException {
    return Day.of(names(), PREFIX);
  }

  private Set<String> names() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(NAMES)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /**
   * Made apart and then attached, so that nobody waits who reads or writes other days. Returns
   * whether to go on: not when somebody keeps the lock that the other days need, too.
   */
  private boolean make(Day day) throws SQLException {
    String name = day.name(PREFIX);
    List<String> steps = new ArrayList<>();
    steps.add("BEGIN");
    steps.add(
        "CREATE TABLE %s (LIKE execution INCLUDING ALL) WITH (fillfactor = 45)".formatted(name));
    steps.add(
        "ALTER TABLE execution ATTACH PARTITION %s FOR VALUES FROM (%d) TO (%d)"
            .formatted(name, day.startMs(), day.endMs()));
    steps.add("COMMIT");
    try {
      for (String step : steps) {
        execute(step);
      }
      return true;
    } catch (SQLException e) {
      execute("ROLLBACK");
      // Another node may have been quicker.
      if (!days().contains(day)) {
        LOG.warn("{} could not be made; it is tried again: {}", name, e.getMessage());
      }
      return !Connections.LOCKED.equals(e.getSQLState());
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
