package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs namespaces may have and have. Which of them have a quota is read anew after a
 * second; where there is one, the jobs are counted once in a transaction that creates some, and
 * then kept up in memory until its end. Writer thread only.
 */
final class JobQuotas {
  private static final long KNOWN_MS = 1_000;

  /** Those that have a quota, of the few that there are; where they are locked, in order. */
  private static final String WITH_QUOTA =
      """
      SELECT namespace_key, jobs_max FROM namespace
      WHERE jobs_max IS NOT NULL ORDER BY namespace_key
      """;

  /** How many jobs a namespace has, up to its quota; partial index range. */
  private static final String COUNT =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM job WHERE namespace = ? AND deleted_at IS NULL LIMIT ?) AS counted
      """;

  private final Session session;

  /** By namespace. */
  private Map<Integer, Integer> quotas = Map.of();

  private long knownUntilMs;
  private boolean isLocked;
  private final Map<Integer, Long> jobs = new HashMap<>();

  JobQuotas(Session session) {
    this.session = session;
  }

  /** The namespace's quota when it is used up, otherwise null. */
  @Nullable Integer reached(int namespaceKey, long nowMs) throws SQLException {
    if (nowMs >= knownUntilMs || knownUntilMs > nowMs + KNOWN_MS) {
      quotas = read(session.on(WITH_QUOTA));
      knownUntilMs = nowMs + KNOWN_MS;
    }
    if (quotas.containsKey(namespaceKey) && !isLocked) {
      // So that nodes which create jobs beside a quota do so one after another.
      quotas = read(session.locking(WITH_QUOTA, "FOR UPDATE"));
      isLocked = true;
    }
    Integer jobsMax = quotas.get(namespaceKey);
    if (jobsMax == null) {
      return null;
    }
    Long counted = jobs.get(namespaceKey);
    if (counted == null) {
      counted = stored(namespaceKey, jobsMax);
      jobs.put(namespaceKey, counted);
    }
    return counted >= jobsMax ? jobsMax : null;
  }

  /** Notes what the transaction adds, or takes away. */
  void add(int namespaceKey, int delta) {
    jobs.computeIfPresent(namespaceKey, (_, counted) -> counted + delta);
  }

  private static Map<Integer, Integer> read(Prepared withQuota) throws SQLException {
    Map<Integer, Integer> read = new HashMap<>();
    try (ResultSet row = withQuota.query()) {
      while (row.next()) {
        read.put(row.getInt(1), row.getInt(2));
      }
    }
    return read;
  }

  private long stored(int namespaceKey, int jobsMax) throws SQLException {
    try (ResultSet row = session.on(COUNT).set(namespaceKey).set(jobsMax).query()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** A quota was set, or that was undone. */
  void changed() {
    knownUntilMs = 0;
  }

  /** At the end of a transaction. */
  void clear() {
    isLocked = false;
    jobs.clear();
  }
}
