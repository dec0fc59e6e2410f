package io.carillon.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a commit whose answer was lost: the server remembers how its recent
 * transactions ended.
 */
final class LostCommit {
  /** How a transaction ended: committed, aborted, in progress, or NULL when that is forgotten. */
  private static final String STATUS = "SELECT pg_xact_status(?::xid8)";

  /** For so long it is asked: a restart or a failover should be over by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(LostCommit.class);

  private final Connections connections;
  private final String transaction;

  LostCommit(Connections connections, String transaction) {
    this.connections = connections;
    this.transaction = transaction;
  }

  /** False also when it could not be found out in a minute, or the thread was interrupted. */
  boolean wasCommitted() {
    LOG.warn("the answer of a commit was lost; asking what became of transaction {}", transaction);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      String status = status();
      if (status.equals("committed") || status.equals("aborted")) {
        LOG.warn("transaction {}: {}", transaction, status);
        return status.equals("committed");
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    LOG.error(
        "what became of transaction {} could not be found out; what it claimed is found at the"
            + " next start",
        transaction);
    return false;
  }

  private String status() {
    try (Connection connection = connections.plain();
        PreparedStatement statement = connection.prepareStatement(STATUS)) {
      statement.setString(1, transaction);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String status = row.getString(1);
        return status == null ? "aborted" : status;
      }
    } catch (SQLException e) {
      LOG.debug("the server cannot be asked yet", e);
      return "";
    }
  }
}
