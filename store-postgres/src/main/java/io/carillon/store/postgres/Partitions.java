package io.carillon.store.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days' partitions of executions: made ahead, and dropped when their day is no longer kept and
 * they are empty. Waits for locks only briefly, as others wait behind it; what it could not do it
 * does the next time.
 */
final class Partitions {
  /** How many days from today on have a partition. */
  private static final int DAYS_AHEAD = 7;

  private static final String PREFIX = "execution_";

  /** The names of all partitions of executions; catalog. */
  private static final String NAMES =
      "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'execution'::regclass";

  private static final String LOCK_TIMEOUT = "SET lock_timeout = '2s'";
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

  private final Connection connection;

  /**
   * @param connection with auto-commit
   */
  Partitions(Connection connection) {
    this.connection = connection;
  }

  void tend(long nowMs, long beforeMs) throws SQLException {
    execute(LOCK_TIMEOUT);
    Set<String> names = names();
    LocalDate today = dayOf(nowMs);
    for (int days = -1; days <= DAYS_AHEAD; days++) {
      LocalDate day = today.plusDays(days);
      if (!names.contains(nameOf(day))) {
        make(day);
      }
    }
    for (String name : names) {
      if (name.matches(PREFIX + "\\d{8}") && endMs(name) <= beforeMs && isEmpty(name)) {
        execute("DROP TABLE " + name);
        LOG.info("dropped {}: its day is no longer kept", name);
      }
    }
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

  /** Made apart and then attached, so that nobody waits who reads or writes other days. */
  private void make(LocalDate day) throws SQLException {
    String name = nameOf(day);
    List<String> steps = new ArrayList<>();
    steps.add("BEGIN");
    steps.add(
        "CREATE TABLE %s (LIKE execution INCLUDING ALL) WITH (fillfactor = 45)".formatted(name));
    steps.add(
        "ALTER TABLE execution ATTACH PARTITION %s FOR VALUES FROM (%d) TO (%d)"
            .formatted(name, startMs(day), startMs(day.plusDays(1))));
    steps.add("COMMIT");
    try {
      for (String step : steps) {
        execute(step);
      }
    } catch (SQLException e) {
      execute("ROLLBACK");
      LOG.warn("{} could not be made; it is tried again: {}", name, e.getMessage());
    }
  }

  private boolean isEmpty(String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT 1 FROM " + name + " LIMIT 1")) {
      return !row.next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static LocalDate dayOf(long epochMs) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(epochMs), ZoneOffset.UTC);
  }

  private static String nameOf(LocalDate day) {
    return PREFIX + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static long endMs(String name) {
    LocalDate day =
        LocalDate.parse(name.substring(PREFIX.length()), DateTimeFormatter.BASIC_ISO_DATE);
    return startMs(day.plusDays(1));
  }

  private static long startMs(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
