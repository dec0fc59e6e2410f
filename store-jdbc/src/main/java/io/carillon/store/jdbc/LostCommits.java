package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what became of commits whose answers were lost. Writer thread only. */
final class LostCommits {
  /** For so long it is asked: a restart or a failover should be over by then. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Logger LOG = LoggerFactory.getLogger(LostCommits.class);

  private final Database database;
  private final Clock clock;
  private final Consumer<SQLException> unavailable;

  /**
   * @param unavailable is told each time that the database could not be asked
   */
  LostCommits(Database database, Clock clock, Consumer<SQLException> unavailable) {
    this.database = database;
    this.clock = clock;
    this.unavailable = unavailable;
  }

  /** False also when it could not be found out in a minute, or the thread was interrupted. */
  boolean tookPlace(long mark) {
    LOG.warn("the answer of a commit was lost; asking what became of it");
    long end = clock.monotonicNanos() + PATIENCE.toNanos();
    while (clock.monotonicNanos() < end) {
      try {
        boolean tookPlace = database.wasCommitted(mark);
        LOG.warn("the commit {}", tookPlace ? "took place" : "did not take place");
        return tookPlace;
      } catch (SQLException e) {
        unavailable.accept(e);
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
}
