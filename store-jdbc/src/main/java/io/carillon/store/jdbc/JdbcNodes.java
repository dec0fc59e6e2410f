package io.carillon.store.jdbc;

import io.carillon.core.port.Node;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.Nodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The rows of nodes. */
final class JdbcNodes implements Nodes {
  private static final Duration SHOWN_FOR = Duration.ofDays(1);

  private final Database database;
  private final Readers readers;

  JdbcNodes(Database database, Readers readers) {
    this.database = database;
    this.readers = readers;
  }

  @Override
  public CompletionStage<List<Node>> list() {
    return readers.read(
        statements -> {
          List<Node> nodes = new ArrayList<>();
          Prepared query = statements.of(database.dialect().nodes()).set(SHOWN_FOR.toMillis());
          try (ResultSet rows = query.query()) {
            while (rows.next()) {
              nodes.add(read(rows));
            }
          }
          return nodes;
        });
  }

  private static Node read(ResultSet row) throws SQLException {
    Instant leaseUntil = Column.instant(row, 7);
    return new Node(
        row.getString(1),
        row.getString(2),
        List.of(row.getString(3).split(",")),
        row.getInt(4),
        Instant.ofEpochMilli(row.getLong(5)),
        Column.instant(row, 6),
        leaseUntil,
        row.getBoolean(8),
        new NodeLoad(
            row.getInt(9),
            row.getInt(10),
            row.getInt(11),
            row.getInt(12),
            row.getInt(13),
            new NodeLoad.Vitals(
                row.getInt(14), row.getInt(15), row.getInt(16), row.getString(17))));
  }
}
