package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which jobs are marked in the tables that are normally almost empty, so that asking costs next to
 * nothing. The only writer of its store knows every mark. Where others write too, those of the jobs
 * at hand are read once in each transaction. Writer thread only.
 */
final class JobMarks {
  /** A table of job keys. */
  enum Mark {
    /** The job's last execution failed. */
    FAILING,
    /** The job's one running execution is taken. */
    RUNNING,
    /** The job has no further occurrence. */
    ENDING
  }

  /** Every mark; at open. */
  private static final String ALL =
      """
      SELECT 0 AS mark, job_key FROM failing UNION ALL SELECT 1, job_key FROM running
      UNION ALL SELECT 2, job_key FROM ending
      """;

  /** The marks of some jobs; primary keys. */
  private static final String OF_JOBS =
      """
      SELECT 0 AS mark, job_key FROM failing WHERE job_key = ANY (?)
      UNION ALL SELECT 1, job_key FROM running WHERE job_key = ANY (?)
      UNION ALL SELECT 2, job_key FROM ending WHERE job_key = ANY (?)
      """;

  private static final Mark[] MARKS = Mark.values();

  private final Statements statements;
  private final boolean isShared;
  private final Map<Mark, TrackedKeys> marked = new EnumMap<>(Mark.class);
  private final Set<Long> looked = new HashSet<>();

  JobMarks(Statements statements, boolean isShared) {
    this.statements = statements;
    this.isShared = isShared;
    for (Mark mark : MARKS) {
      marked.put(mark, new TrackedKeys());
    }
  }

  void load() throws SQLException {
    if (!isShared) {
      read(statements.of(ALL));
    }
  }

  /** Reads the marks of many jobs at once that will be asked for. */
  void look(Collection<Long> jobKeys) throws SQLException {
    if (!isShared) {
      return;
    }
    List<Long> unknown = new ArrayList<>();
    for (Long jobKey : jobKeys) {
      if (looked.add(jobKey)) {
        unknown.add(jobKey);
      }
    }
    if (!unknown.isEmpty()) {
      Long[] keys = unknown.toArray(Long[]::new);
      read(statements.of(OF_JOBS).set(keys).set(keys).set(keys));
    }
  }

  private void read(Prepared query) throws SQLException {
    try (ResultSet rows = query.query()) {
      while (rows.next()) {
        of(MARKS[rows.getInt(1)]).found(rows.getLong(2));
      }
    }
  }

  boolean has(Mark mark, long jobKey) throws SQLException {
    if (isShared && !looked.contains(jobKey)) {
      look(List.of(jobKey));
    }
    return of(mark).contains(jobKey);
  }

  /** The table was given the job. */
  void add(Mark mark, long jobKey) {
    of(mark).add(jobKey);
  }

  /** The job was removed from the table. */
  void remove(Mark mark, long jobKey) {
    of(mark).remove(jobKey);
  }

  private TrackedKeys of(Mark mark) {
    return Objects.requireNonNull(marked.get(mark));
  }

  void commit() {
    marked.values().forEach(isShared ? TrackedKeys::clear : TrackedKeys::commit);
    looked.clear();
  }

  void rollback() {
    marked.values().forEach(isShared ? TrackedKeys::clear : TrackedKeys::rollback);
    looked.clear();
  }
}
