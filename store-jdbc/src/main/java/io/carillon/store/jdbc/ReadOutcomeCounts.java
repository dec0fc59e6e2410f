package io.carillon.store.jdbc;

import io.carillon.core.Destination;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.core.port.OutcomeCounts.Series;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads counts of outcomes, first of all destinations together; once it is known which have most,
 * buckets are made for these.
 */
record ReadOutcomeCounts(int namespaceKey, long fromMs, long bucketMs, int buckets)
    implements Query<List<Series>> {
  /** A namespace's minutes; primary key range. */
  private static final String LIST =
      """
      SELECT minute_at, destination_key, success, failed, skipped, cancelled FROM outcome_minute
      WHERE namespace = ? AND minute_at >= ? AND minute_at < ?
      """;

  /** One destination; primary key. */
  private static final String NAME =
      "SELECT scheme, host, port FROM destination WHERE destination_key = ?";

  @Override
  public List<Series> run(Statements statements) throws SQLException {
    Counts[] all = none();
    Map<Integer, Long> totals = new HashMap<>();
    visit(
        statements,
        (bucket, destinationKey, counts) -> {
          all[bucket] = all[bucket].plus(counts);
          totals.merge(destinationKey, counts.total(), Long::sum);
        });
    Map<Integer, Counts[]> most = new LinkedHashMap<>();
    totals.remove(0);
    totals.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(OutcomeCounts.DESTINATIONS_MAX)
        .forEach(destination -> most.put(destination.getKey(), none()));
    visit(
        statements,
        (bucket, destinationKey, counts) -> {
          Counts[] row = most.get(destinationKey);
          if (row != null) {
            row[bucket] = row[bucket].plus(counts);
          }
        });
    List<Series> series = new ArrayList<>();
    series.add(new Series(null, List.of(all)));
    for (Map.Entry<Integer, Counts[]> each : most.entrySet()) {
      Destination destination = destination(statements, each.getKey());
      if (destination != null) {
        series.add(new Series(destination, List.of(each.getValue())));
      }
    }
    return series;
  }

  private Counts[] none() {
    Counts[] none = new Counts[buckets];
    Arrays.fill(none, Counts.NONE);
    return none;
  }

  @FunctionalInterface
  private interface Visitor {
    void visit(int bucket, int destinationKey, Counts counts);
  }

  private void visit(Statements statements, Visitor visitor) throws SQLException {
    Prepared list = statements.of(LIST).set(namespaceKey).set(fromMs);
    try (ResultSet row = list.set(fromMs + buckets * bucketMs).query()) {
      while (row.next()) {
        visitor.visit(
            (int) ((row.getLong(1) - fromMs) / bucketMs),
            row.getInt(2),
            new Counts(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)));
      }
    }
  }

  private static @Nullable Destination destination(Statements statements, int key)
      throws SQLException {
    try (ResultSet row = statements.of(NAME).set(key).query()) {
      return row.next() ? Destinations.read(row) : null;
    }
  }
}
