package io.carillon.store.jdbc;

import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Idempotency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Answers of requests that carried an idempotency key. Writer thread only. */
final class Answers {
  /** The answer under a key, unless it is too old; primary key. */
  private static final String FIND =
      """
      SELECT request_hash, answer FROM idempotency
      WHERE namespace = ? AND route = ? AND key = ? AND created_at > ?
      """;

  /** Keeps an answer, in the place of one that is too old; primary key; 0 rows beside another. */
  private static final String KEEP =
      """
      INSERT INTO idempotency (namespace, route, key, request_hash, answer, created_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (namespace, route, key) DO UPDATE SET request_hash = excluded.request_hash,
        answer = excluded.answer, created_at = excluded.created_at
      WHERE idempotency.created_at <= ?
      """;

  /** Forgets an answer; primary key. */
  private static final String FORGET =
      "DELETE FROM idempotency WHERE namespace = ? AND route = ? AND key = ?";

  /** Removes some that are too old, oldest first; index. */
  private static final String EXPIRE =
      """
      DELETE FROM idempotency WHERE (namespace, route, key) IN (
        SELECT namespace, route, key FROM idempotency
        WHERE created_at <= ? ORDER BY created_at LIMIT ?)
      """;

  private Answers() {}

  /** Empty when the request is new. */
  static Optional<CreateResult> find(
      Session session, int namespaceKey, String route, String key, String requestHash, long nowMs)
      throws SQLException {
    Prepared query =
        session
            .on(FIND)
            .set(namespaceKey)
            .set(route)
            .set(key)
            .set(nowMs - Idempotency.RETENTION_MS);
    try (ResultSet row = query.query()) {
      if (!row.next()) {
        return Optional.empty();
      }
      return Optional.of(
          row.getString(1).equals(requestHash)
              ? new CreateResult.Repeated(row.getString(2))
              : new CreateResult.KeyReused());
    }
  }

  /** False when the request is a repeat; who came first is then committed. */
  static boolean keep(Session session, int namespaceKey, Idempotency request, long nowMs)
      throws SQLException {
    return session
            .on(KEEP)
            .set(namespaceKey)
            .set(request.route())
            .set(request.key())
            .set(request.requestHash())
            .set(request.answer())
            .set(nowMs)
            .set(nowMs - Idempotency.RETENTION_MS)
            .run()
        > 0;
  }

  /** The request was not granted, so that a repeat may be. */
  static void forget(Session session, int namespaceKey, Idempotency request) throws SQLException {
    session.on(FORGET).set(namespaceKey).set(request.route()).set(request.key()).run();
  }

  /** Removes some that are too old; how many. */
  static int expire(Session session, long nowMs, int max) throws SQLException {
    return session.on(EXPIRE).set(nowMs - Idempotency.RETENTION_MS).set(max).run();
  }
}
