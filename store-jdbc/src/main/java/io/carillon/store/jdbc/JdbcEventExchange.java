package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.port.EventExchange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Rows that live for seconds, read as {@link Notices} are. Both go through the writer: the table is
 * none that a replica has.
 */
final class JdbcEventExchange implements EventExchange {
  /** Who listens reads several times a second. */
  private static final long KEPT_MS = 5_000;

  private static final long LEFT_MS = 600_000;

  private static final String ADD =
      "INSERT INTO event (node_key, created_at, events) VALUES (?, ?, ?)";

  /** A node removes its own, so that nodes do not wait for each other; index. */
  private static final String REMOVE = "DELETE FROM event WHERE created_at < ? AND node_key = ?";

  /** What a node left that has stopped to publish; index. */
  private static final String EXPIRE = "DELETE FROM event WHERE created_at < ?";

  /** What has become visible since a snapshot, of other nodes; index range. */
  private static final String READ =
      "SELECT pg_current_snapshot()::text, n.events\n"
          + Notices.othersSince("event")
          + "ORDER BY n.xid, n.event_key";

  private final Writer writer;
  private final Clock clock;

  JdbcEventExchange(Writer writer, Clock clock) {
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public CompletionStage<?> publish(String events) {
    return writer.write(
        WriteClass.SETTLE,
        session -> {
          long nowMs = clock.wallMs();
          int nodeKey = session.term.nodeKey();
          session.on(REMOVE).set(nowMs - KEPT_MS).set(nodeKey).run();
          return session.on(ADD).set(nodeKey).set(nowMs).set(events).run();
        });
  }

  @Override
  public CompletionStage<Heard> read(@Nullable String since) {
    return writer.write(
        WriteClass.SETTLE,
        session ->
            since == null ? new Heard(List.of(), Notices.now(session)) : read(session, since));
  }

  private static Heard read(Session session, String since) throws SQLException {
    List<String> events = new ArrayList<>();
    String until = since;
    try (ResultSet rows = session.on(READ).set(since).set(session.term.nodeKey()).query()) {
      while (rows.next()) {
        until = rows.getString(1);
        if (rows.getString(2) != null) {
          events.add(rows.getString(2));
        }
      }
    }
    return new Heard(events, until);
  }

  /** Removes what its node has not removed; how many. */
  static int expire(Session session, long nowMs) throws SQLException {
    return session.on(EXPIRE).set(nowMs - LEFT_MS).run();
  }
}
