package io.carillon.store.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a commit whose answer was lost, by the mark that the transaction left in
 * its node's row: it is there if and only if the commit took place and is the node's last. The
 * server's own memory of how transactions ended is not asked, as after a crash it gives the numbers
 * of those anew that it had not saved yet.
 */
final class LostCommit {
  /** The mark in the node's row, once a transaction that is still under way there has ended. */
  private static final String LAST =
      """
      INSERT INTO commit_mark AS c (node, mark) VALUES (?, 0)
      ON CONFLICT (node) DO UPDATE SET mark = c.mark
      RETURNING mark
      """;

  /** For so long it is asked: a restart or a failover should be over by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(LostCommit.class);

  private final Connections connections;
  private final String node;
  private final long mark;

  LostCommit(Connections connections, String node, long mark) {
    this.connections = connections;
    this.node = node;
    this.mark = mark;
  }

  /** False also when it could not be found out in a minute, or the thread was interrupted. */
  boolean wasCommitted() {
    LOG.warn("the answer of a commit was lost; asking what became of it");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      OptionalLong last = last();
      if (last.isPresent()) {
        boolean wasCommitted = last.getAsLong() == mark;
        LOG.warn("the commit {}", wasCommitted ? "took place" : "did not take place");
        return wasCommitted;
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    LOG.error(
        "what became of a commit could not be found out; what it claimed is found at the next"
            + " start");
    return false;
  }

  private OptionalLong last() {
    try (Connection connection = connections.plain();
        PreparedStatement statement = connection.prepareStatement(LAST)) {
      statement.setString(1, node);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return OptionalLong.of(row.getLong(1));
      }
    } catch (SQLException e) {
      LOG.debug("the server cannot be asked yet", e);
      return OptionalLong.empty();
    }
  }
}
