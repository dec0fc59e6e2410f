package io.carillon.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every statement of this package finds its rows by an index; none walks through a large table. */
final class QueryPlanTest {
  /**
   * Tables of one row or of what is under way, steps of a recursion, and a bounded partial index.
   */
  private static final List<String> MAY_BE_SCANNED =
      List.of(
          "counter",
          "tz_database",
          "failing",
          "ending",
          "running",
          "spilled",
          "holders",
          "(subquery-1)",
          "CONSTANT ROW",
          "a USING INDEX alert_undelivered");

  /** Where the classes that hold the statements are compiled to. */
  private static final Path CLASSES = Path.of("target/classes/io/carillon/store/sqlite");

  @Test
  void noStatementScansALargeTable() throws Exception {
    Map<String, String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(60);
    try (SqliteTestStore store = SqliteTestStore.open(Clock.SYSTEM);
        Connection connection =
            new Connections("jdbc:sqlite:" + store.file, SqliteConfig.DEFAULT).reader()) {
      List<String> found = new ArrayList<>();
      for (Map.Entry<String, String> statement : statements.entrySet()) {
        for (String step : plan(connection, statement.getValue())) {
          boolean sorts = step.startsWith("USE TEMP B-TREE");
          boolean scans =
              step.startsWith("SCAN ")
                  && MAY_BE_SCANNED.stream()
                      .noneMatch(may -> (step + " ").startsWith("SCAN " + may + " "));
          if (sorts || scans) {
            found.add(statement.getKey() + ": " + step);
          }
        }
      }
      assertThat(found).isEmpty();
    }
  }

  private static List<String> plan(Connection connection, String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
    }
    return steps;
  }

  /** The constants that are whole statements, by class and name. */
  private static Map<String, String> statements() throws IOException, ReflectiveOperationException {
    Map<String, String> statements = new LinkedHashMap<>();
    List<Path> classes;
    try (Stream<Path> files = Files.list(CLASSES)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : classes) {
      String name = file.getFileName().toString().replace(".class", "");
      Class<?> type = Class.forName("io.carillon.store.sqlite." + name);
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        field.setAccessible(true);
        Object value = field.get(null);
        Collection<?> texts =
            value instanceof Collection<?> many ? many : List.of(String.valueOf(value));
        for (Object text : texts) {
          if (String.valueOf(text).strip().matches("(?s)(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*")
              && !field.getName().equals("SELECT")) {
            statements.put(name + "." + field.getName() + statements.size(), (String) text);
          }
        }
      }
    }
    return statements;
  }
}
