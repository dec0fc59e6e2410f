package io.carillon.store.jdbc;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.Namespaces;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The namespaces: so few that they are read without an index. */
final class JdbcNamespaces implements Namespaces {
  private static final String SELECT =
      """
      SELECT namespace_key, name, created_at, jobs_max, interval_ms_min, body_bytes_max,
        in_flight_max, requests_per_second_max
      FROM namespace
      """;

  private static final String LIST = SELECT + "ORDER BY namespace_key";

  /** Unique index. */
  private static final String FIND = SELECT + "WHERE name = ?";

  private static final String COUNT = "SELECT count(*) FROM namespace";

  /** Unique index. */
  private static final String SET_QUOTAS =
      """
      UPDATE namespace SET jobs_max = ?, interval_ms_min = ?, body_bytes_max = ?,
        in_flight_max = ?, requests_per_second_max = ?
      WHERE name = ?
      """;

  /** 0 rows when another node has taken the name or the key meanwhile. */
  private static final String ADD =
      """
      INSERT INTO namespace (namespace_key, name, created_at)
      SELECT max(namespace_key) + 1, ?, ? FROM namespace WHERE true
      ON CONFLICT DO NOTHING
      """;

  private final Writer writer;
  private final Readers readers;
  private final Clock clock;
  private final Caller caller;

  JdbcNamespaces(Writer writer, Readers readers, Clock clock, Caller caller) {
    this.caller = caller;
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public Namespaces by(Caller other) {
    return new JdbcNamespaces(writer, readers, clock, other);
  }

  @Override
  public CompletionStage<List<Namespace>> list() {
    return readers.read(
        statements -> {
          List<Namespace> namespaces = new ArrayList<>();
          try (ResultSet row = statements.of(LIST).query()) {
            while (row.next()) {
              namespaces.add(read(row));
            }
          }
          return List.copyOf(namespaces);
        });
  }

  @Override
  public CompletionStage<Optional<Namespace>> put(String name, Quotas quotas) {
    Namespace.requireName(name);
    return writer.write(WriteClass.URGENT, session -> put(session, name, quotas));
  }

  private Optional<Namespace> put(Session session, String name, Quotas quotas) throws SQLException {
    long nowMs = clock.wallMs();
    AuditAction action = AuditAction.QUOTAS_CHANGED;
    while (!setQuotas(session, name, quotas)) {
      if (count(session) >= COUNT_MAX) {
        return Optional.empty();
      }
      if (session.on(ADD).set(name).set(nowMs).run() > 0) {
        action = AuditAction.NAMESPACE_CREATED;
      }
    }
    session.jobQuotas.changed();
    session.audit.add(caller, action, name, null, nowMs);
    return Optional.of(find(session, name));
  }

  private static boolean setQuotas(Session session, String name, Quotas quotas)
      throws SQLException {
    return session
            .on(SET_QUOTAS)
            .setNullable(number(quotas.jobsMax()))
            .setNullable(quotas.intervalMsMin())
            .setNullable(number(quotas.bodyBytesMax()))
            .setNullable(number(quotas.inFlightMax()))
            .setNullable(number(quotas.requestsPerSecondMax()))
            .set(name)
            .run()
        > 0;
  }

  private static @Nullable Long number(@Nullable Integer value) {
    return value == null ? null : Long.valueOf(value);
  }

  private static long count(Session session) throws SQLException {
    try (ResultSet row = session.on(COUNT).query()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Namespace find(Session session, String name) throws SQLException {
    try (ResultSet row = session.on(FIND).set(name).query()) {
      row.next();
      return read(row);
    }
  }

  private static Namespace read(ResultSet row) throws SQLException {
    return new Namespace(
        row.getInt(1),
        row.getString(2),
        new Quotas(
            Column.integer(row, 4),
            Column.number(row, 5),
            Column.integer(row, 6),
            Column.integer(row, 7),
            Column.integer(row, 8)),
        Instant.ofEpochMilli(row.getLong(3)));
  }
}
