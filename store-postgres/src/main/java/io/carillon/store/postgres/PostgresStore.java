package io.carillon.store.postgres;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.Rewrap;
import io.carillon.store.jdbc.SecretKeys;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store on PostgreSQL, 15 or later. */
public final class PostgresStore {
  /** How often a process that waits for the store looks whether it is free. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

  private PostgresStore() {}

  /** Opens the store without keys. */
  public static JdbcStore open(
      PostgresConfig config, Clock clock, CommitListener listener, Runnable takenOver)
      throws IOException {
    return open(config, SecretKeys.NONE, clock, listener, takenOver);
  }

  /**
   * Opens the store and brings its tables up to date, in the schema that the URL's {@code
   * currentSchema} names. One process at a time has a node's name: others wait here until it is
   * free, which it is as soon as the process ends, and within half a minute when its machine does.
   *
   * @param takenOver is called once, on any thread, when this process has lost its connection and
   *     another one has the name now
   * @throws IOException when the database cannot be used, with the reason: it may need other keys
   */
  public static JdbcStore open(
      PostgresConfig config,
      SecretKeys keys,
      Clock clock,
      CommitListener listener,
      Runnable takenOver)
      throws IOException {
    PostgresDatabase database = PostgresDatabase.open(config, clock.wallMs(), takenOver);
    boolean isWaiting = false;
    while (true) {
      try {
        return JdbcStore.open(
            database, config.readers(), config.snapshotsMax(), keys, clock, listener);
      } catch (SQLException | RuntimeException e) {
        boolean isLocked = e instanceof SQLException sql && PostgresDatabase.isLocked(sql);
        // Who waits for another process also waits through the database's restarts.
        boolean isAway = isWaiting && e instanceof SQLException sql && database.isUnavailable(sql);
        if (!isLocked && !isAway) {
          throw failed(config, e);
        }
        if (!isWaiting) {
          LOG.info(
              "another process is node {} of {}; waiting for it", config.node().name(), config);
          isWaiting = true;
        }
      }
      pause(config);
    }
  }

  /** Seals all header values with the first key, also while nodes work; see {@link Rewrap}. */
  public static Rewrap.Result rewrap(PostgresConfig config, SecretKeys keys, Clock clock)
      throws IOException {
    PostgresDatabase database = PostgresDatabase.open(config, clock.wallMs(), () -> {});
    try (Connection connection = database.chore()) {
      return Rewrap.run(connection, database.dialect(), keys);
    } catch (SQLException e) {
      throw new IOException("the store " + config + ": " + e.getMessage(), e);
    }
  }

  private static void pause(PostgresConfig config) throws IOException {
    try {
      Thread.sleep(LOOK_EVERY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(config, e);
    }
  }

  private static IOException failed(PostgresConfig config, Exception cause) {
    return new IOException(
        "the store " + config + " cannot be opened: " + cause.getMessage(), cause);
  }
}
