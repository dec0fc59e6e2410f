package io.carillon.store.jdbc;

import io.carillon.core.Clock;
import io.carillon.core.JobSnapshot;
import io.carillon.schedule.Schedule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes again when the jobs of a slice fire next. Only what lies ahead: an occurrence that is
 * past or put off is owed as it was computed.
 *
 * @param afterJobKey the last job of the slice before, or 0
 */
record RecomputeDue(long afterJobKey, Clock clock) implements Work<RecomputeDue.Slice> {
  /** The last job key of the last slice. */
  private static final long END = Long.MAX_VALUE;

  private static final Logger LOG = LoggerFactory.getLogger(RecomputeDue.class);

  private static final int JOBS_MAX = 500;

  /** Due rows in the order of their jobs; primary key. */
  private static final String DUE =
      """
      SELECT job_key, next_fire_at, version FROM due
      WHERE job_key > ? AND next_fire_at > ? AND postponed_from IS NULL
      ORDER BY job_key LIMIT ?
      """;

  /**
   * What one slice did.
   *
   * @param lastJobKey where the next slice begins, or {@link #END}
   */
  record Slice(int jobs, int moved, long lastJobKey) {}

  /** How many jobs were looked at, and how many of them fire at another time now. */
  record Count(long jobs, long moved) {
    static final Count NONE = new Count(0, 0);

    private Count plus(Slice slice) {
      return new Count(jobs + slice.jobs, moved + slice.moved);
    }
  }

  private record Due(long jobKey, long nextFireAtMs, int version) {}

  /** Computes all, one slice after the other, so that other writes go in between. */
  static CompletionStage<Count> all(Writer writer, Clock clock) {
    return from(writer, new RecomputeDue(0, clock), Count.NONE);
  }

  private static CompletionStage<Count> from(Writer writer, RecomputeDue first, Count before) {
    return writer
        .write(WriteClass.URGENT, first)
        .thenCompose(
            slice -> {
              Count count = before.plus(slice);
              return slice.lastJobKey == END
                  ? CompletableFuture.completedFuture(count)
                  : from(writer, new RecomputeDue(slice.lastJobKey, first.clock), count);
            });
  }

  @Override
  public Slice apply(Session session) throws SQLException {
    long nowMs = clock.wallMs();
    List<Due> slice = read(session, nowMs);
    int moved = 0;
    for (Due due : slice) {
      JobSnapshot job;
      try {
        job = session.snapshots.get(session.statements, due.jobKey, due.version);
      } catch (RuntimeException e) {
        LOG.error("job {} cannot be read; its next fire stays", due.jobKey, e);
        continue;
      }
      long nextFireAtMs = job.firstOccurrenceFrom(nowMs);
      if (nextFireAtMs == due.nextFireAtMs) {
        continue;
      }
      moved++;
      JobRows.setDue(session, due.jobKey, nextFireAtMs, due.version);
      if (nextFireAtMs == Schedule.NEVER) {
        session.endings.begin(due.jobKey);
      }
    }
    long lastJobKey = slice.size() < JOBS_MAX ? END : slice.getLast().jobKey;
    return new Slice(slice.size(), moved, lastJobKey);
  }

  private List<Due> read(Session session, long nowMs) throws SQLException {
    List<Due> slice = new ArrayList<>();
    Prepared query = session.locking(DUE, "FOR UPDATE").set(afterJobKey).set(nowMs).set(JOBS_MAX);
    try (ResultSet rows = query.query()) {
      while (rows.next()) {
        slice.add(new Due(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
      }
    }
    return slice;
  }
}
