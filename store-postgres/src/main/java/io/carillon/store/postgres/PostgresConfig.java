package io.carillon.store.postgres;

import io.carillon.core.Invalid;
import io.carillon.store.jdbc.Database.NodeSelf;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * Settings of the store on PostgreSQL. Immutable.
 *
 * @param url {@code jdbc:postgresql://host:port/database} with the driver's parameters, such as
 *     {@code sslmode}, or several hosts with {@code targetServerType=primary}
 * @param readUrl where lists and history are read, such as a replica; null for the same
 * @param user null when the URL says
 * @param password null when the URL says, or none is needed
 * @param node this node: one process at a time has its name
 * @param leaseMs how long a node that is not heard of keeps what it holds, 1 s to 10 min
 * @param readers connections that read, 1 to 64, a thread each; one more writes
 * @param snapshotsMax compiled job versions that are kept in memory for planning
 */
public record PostgresConfig(
    String url,
    @Nullable String readUrl,
    @Nullable String user,
    @Nullable String password,
    NodeSelf node,
    long leaseMs,
    int readers,
    int snapshotsMax) {

  /** The lease that nodes usually have. */
  public static final long LEASE_MS = 10_000;

  public PostgresConfig {
    checkUrl(url, "url");
    if (readUrl != null) {
      checkUrl(readUrl, "readUrl");
    }
    Invalid.unless(
        leaseMs >= 1_000 && leaseMs <= 600_000, "leaseMs", "must be 1 second to 10 minutes");
    Invalid.unless(readers >= 1 && readers <= 64, "readers", "must be 1 to 64");
    Invalid.unless(snapshotsMax >= 1, "snapshotsMax", "must be 1 or more");
  }

  /** Said without the URL, as it may hold a password. The driver would repeat it. */
  private static void checkUrl(String url, String field) {
    Invalid.unless(url.startsWith("jdbc:postgresql:"), field, "must begin with jdbc:postgresql:");
    Invalid.unless(
        !url.replaceFirst("\\?.*", "").contains("@"),
        field,
        "must not have a user or a password before the host: they are given apart, or as parameters");
    Invalid.unless(
        Driver.parseURL(url, null) != null,
        field,
        "must be like jdbc:postgresql://host:port/database?name=value, with values percent-encoded");
  }

  /** The URL without its parameters, which may hold a password. */
  @Override
  public String toString() {
    return url.replaceFirst("\\?.*", "");
  }
}
