package io.carillon.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.JdbcStore;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
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
          "node",
          "tz_database",
          "api_key",
          "k",
          "namespace",
          "counted",
          "failing",
          "ending",
          "running",
          "spilled",
          "holders",
          "newest",
          "retrying",
          "latest",
          "CONSTANT ROW");

  /** The classes that hold the statements: the common ones and SQLite's own. */
  private static final List<Class<?>> PLACES = List.of(JdbcStore.class, SqliteStore.class);

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
  private static Map<String, String> statements() throws Exception {
    Map<String, String> statements = new LinkedHashMap<>();
    for (Class<?> place : PLACES) {
      for (Class<?> type : classesBeside(place)) {
        addStatements(statements, type);
      }
    }
    return statements;
  }

  private static void addStatements(Map<String, String> statements, Class<?> type)
      throws IllegalAccessException {
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
            && !field.getName().equals("SELECT")
            && !isForManyNodes(String.valueOf(text))) {
          String name = type.getSimpleName() + "." + field.getName() + statements.size();
          statements.put(name, (String) text);
        }
      }
    }
  }

  /** Whether only a store runs it that has many nodes, with words or columns that SQLite lacks. */
  private static boolean isForManyNodes(String sql) {
    return sql.contains("ANY (?)")
        || sql.contains("unnest(")
        || sql.contains("pg_")
        || sql.contains("notice")
        || sql.contains(" event ")
        || sql.contains("lease_until");
  }

  /** All classes of a class's package, in a folder or a jar. */
  private static List<Class<?>> classesBeside(Class<?> place) throws Exception {
    Path location = Path.of(place.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = place.getPackageName().replace('.', '/');
    if (Files.isDirectory(location)) {
      return classesIn(location.resolve(folder), place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(location)) {
      return classesIn(jar.getPath(folder), place);
    }
  }

  private static List<Class<?>> classesIn(Path folder, Class<?> place) throws Exception {
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class")) {
          classes.add(Class.forName(place.getPackageName() + "." + name.replace(".class", "")));
        }
      }
    }
    return classes;
  }
}
