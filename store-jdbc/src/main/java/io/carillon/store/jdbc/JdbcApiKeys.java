package io.carillon.store.jdbc;

import io.carillon.core.ApiKey;
import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Stored API keys: so few that they are read without an index. */
final class JdbcApiKeys implements ApiKeys {
  private static final String LIST =
      """
      SELECT k.id, n.name, k.name, k.scope, k.hash, k.created_at, k.expires_at, k.last_used_at,
        k.revoked_at
      FROM api_key k JOIN namespace n ON n.namespace_key = k.namespace ORDER BY k.id DESC
      """;

  /** How many live keys of a namespace have a name. */
  private static final String LIVE_OF_NAME =
      """
      SELECT count(*) FROM api_key
      WHERE namespace = ? AND name = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)
      """;

  /** Unique index. */
  private static final String NAMESPACE = "SELECT namespace_key FROM namespace WHERE name = ?";

  /** 0 rows when the hash is known. */
  private static final String ADD =
      """
      INSERT INTO api_key (id, namespace, name, scope, hash, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (hash) DO NOTHING
      """;

  /** Forgets those that have long been refused, but for the newest of all. */
  private static final String FORGET =
      """
      DELETE FROM api_key WHERE coalesce(revoked_at, expires_at) < ?
        AND id <> (SELECT max(id) FROM api_key)
      """;

  private static final String REVOKE =
      "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";

  private static final String KNOWS = "SELECT 1 FROM api_key WHERE id = ?";

  /** Never goes back, as nodes tell it each for itself. */
  private static final String USED =
      """
      UPDATE api_key SET last_used_at = ?
      WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)
      """;

  private static final Duration REFUSED_KEPT = Duration.ofDays(30);

  private final Writer writer;
  private final Readers readers;
  private final Clock clock;
  private final Caller caller;

  JdbcApiKeys(Writer writer, Readers readers, Clock clock, Caller caller) {
    this.caller = caller;
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
  }

  @Override
  public ApiKeys by(Caller other) {
    return new JdbcApiKeys(writer, readers, clock, other);
  }

  @Override
  public CompletionStage<Created> create(ApiKey key) {
    return writer.write(WriteClass.URGENT, session -> create(session, key));
  }

  private Created create(Session session, ApiKey key) throws SQLException {
    long nowMs = clock.wallMs();
    session.on(FORGET).set(nowMs - REFUSED_KEPT.toMillis()).run();
    int namespaceKey = namespaceKey(session, key.namespace());
    if (namespaceKey == 0) {
      return Created.UNKNOWN_NAMESPACE;
    }
    Prepared live = session.on(LIVE_OF_NAME).set(namespaceKey);
    try (ResultSet row = live.set(key.name()).set(nowMs).query()) {
      row.next();
      if (row.getInt(1) >= LIVE_OF_A_NAME_MAX) {
        return Created.NAME_TAKEN;
      }
    }
    Instant expiresAt = key.expiresAt();
    int added =
        session
            .on(ADD)
            .set(key.id().toString())
            .set(namespaceKey)
            .set(key.name())
            .set(key.scope().name())
            .set(key.hash())
            .set(key.createdAt().toEpochMilli())
            .setNullable(expiresAt == null ? null : expiresAt.toEpochMilli())
            .run();
    if (added == 0) {
      return Created.KNOWN;
    }
    session.audit.add(caller, AuditAction.KEY_CREATED, key.id().toString(), null, nowMs);
    return Created.YES;
  }

  /** 0: there is none of the name. */
  private static int namespaceKey(Session session, String name) throws SQLException {
    try (ResultSet row = session.on(NAMESPACE).set(name).query()) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  @Override
  public CompletionStage<List<ApiKey>> list() {
    return readers.read(
        statements -> {
          List<ApiKey> keys = new ArrayList<>();
          try (ResultSet row = statements.of(LIST).query()) {
            while (row.next()) {
              keys.add(read(row));
            }
          }
          return List.copyOf(keys);
        });
  }

  private static ApiKey read(ResultSet row) throws SQLException {
    return new ApiKey(
        UUID.fromString(row.getString(1)),
        row.getString(2),
        row.getString(3),
        Scope.valueOf(row.getString(4)),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Column.instant(row, 7),
        Column.instant(row, 8),
        Column.instant(row, 9));
  }

  @Override
  public CompletionStage<Boolean> revoke(UUID id) {
    return writer.write(
        WriteClass.URGENT,
        session -> {
          long nowMs = clock.wallMs();
          if (session.on(REVOKE).set(nowMs).set(id.toString()).run() > 0) {
            session.audit.add(caller, AuditAction.KEY_REVOKED, id.toString(), null, nowMs);
          }
          try (ResultSet row = session.on(KNOWS).set(id.toString()).query()) {
            return row.next();
          }
        });
  }

  @Override
  public CompletionStage<Void> used(Map<UUID, Instant> lastUsedAt) {
    return writer
        .write(
            WriteClass.PRUNE,
            session -> {
              Prepared used = session.batch(USED);
              for (Map.Entry<UUID, Instant> key : lastUsedAt.entrySet()) {
                long atMs = key.getValue().toEpochMilli();
                used.set(atMs).set(key.getKey().toString()).set(atMs).add();
              }
              return used.runAll().length;
            })
        .thenAccept(_ -> {});
  }
}
