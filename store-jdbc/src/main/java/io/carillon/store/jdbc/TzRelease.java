package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.schedule.TzDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is due in step with the time zone rules of the JDK: a start under another release of
 * the tz database computes the next fires again. What is planned already, some seconds, stays.
 */
final class TzRelease {
  /** The release that the next fires were computed with; one row or none. */
  private static final String READ = "SELECT release FROM tz_database";

  /** Says that the next fires are those of a release; primary key. */
  private static final String WRITE =
      """
      INSERT INTO tz_database (tz_database_key, release) VALUES (1, ?)
      ON CONFLICT (tz_database_key) DO UPDATE SET release = excluded.release
      """;

  private static final Logger LOG = LoggerFactory.getLogger(TzRelease.class);

  private TzRelease() {}

  /**
   * Returns when the next fires are those of the JDK's release. A crash in between leaves the old
   * release in the file, and the next start does it again.
   */
  static void follow(Writer writer, Clock clock) {
    String release = TzDatabase.version();
    Optional<String> stored = join(writer.write(WriteClass.URGENT, TzRelease::read));
    if (stored.equals(Optional.of(release))) {
      return;
    }
    RecomputeDue.Count count = join(RecomputeDue.all(writer, clock));
    boolean _ =
        join(writer.write(WriteClass.URGENT, session -> session.on(WRITE).set(release).run() > 0));
    if (stored.isPresent()) {
      LOG.info(
          "the tz database is {} and was {}: the next fires of {} jobs were computed again,"
              + " {} of them moved",
          release,
          stored.get(),
          count.jobs(),
          count.moved());
    }
  }

  private static Optional<String> read(Session session) throws SQLException {
    try (ResultSet row = session.on(READ).query()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
