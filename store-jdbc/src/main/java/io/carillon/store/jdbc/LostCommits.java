package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
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
  private final Predicate<SQLException> goesOn;

  /**
   * @param goesOn is told why the database could not be asked, and says whether to ask again
   */
  LostCommits(Database database, Clock clock, Predicate<SQLException> goesOn) {
    this.database = database;
    this.clock = clock;
    this.goesOn = goesOn;
  }

  /**
   * Whether the commit took place.
   *
   * @param cause what broke the commit
   * @throws UnknownCommit when it could not be found out in a minute, or before the store was
   *     closed
   */
  boolean tookPlace(long mark, SQLException cause) throws UnknownCommit {
    LOG.warn("the answer of a commit was lost; asking what became of it");
    long end = clock.monotonicNanos() + PATIENCE.toNanos();
    boolean isAsked = true;
    while (isAsked && clock.monotonicNanos() < end) {
      try {
        boolean tookPlace = database.wasCommitted(mark);
        LOG.warn("the commit {}", tookPlace ? "took place" : "did not take place");
        return tookPlace;
      } catch (SQLException e) {
        isAsked = goesOn.test(e) && pause();
      }
    }
    LOG.error("what became of a commit could not be found out");
    throw new UnknownCommit(cause);
  }

  /** False when the thread was interrupted. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
