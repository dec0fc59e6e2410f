package io.carillon.benchmarks.fill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/**
 * Writes finished executions with their attempts and alerts, as planning and settling them would
 * have left them. Not thread-safe.
 */
final class FinishedExecutions implements AutoCloseable {
  /** The bits of a key below the scheduled second. */
  private static final int SEQUENCE_BITS = 30;

  private static final int SUCCESS = 3;
  private static final int FAILED = 4;
  private static final int SKIPPED = 5;
  private static final int ALERT_OF_FAILURE = 0;
  private static final int ALERT_OF_RECOVERY = 1;

  private static final int FAILED_PER_1000 = 10;
  private static final int SKIPPED_PER_1000 = 5;
  private static final int DRIFT_MS_MAX = 20;
  private static final int DURATION_MS_MAX = 80;
  private static final int ALERT_DELIVERY_MS = 5;
  private static final int FAILED_STATUS = 503;
  private static final String FAILED_ERROR = "HTTP 503";
  private static final String FAILED_RESPONSE = "{\"error\":\"unavailable\"}";
  private static final long RETRY_DELAY_MS = 1_000;
  private static final long RETRY_DELAY_MS_MAX = 300_000;

  /** In the order of the keys: then the table's pages fill up as those of a running server do. */
  private static final String ADD =
      """
      INSERT INTO execution (execution_key, job_key, scheduled_at, n, job_version, cause, state,
        holder, term, retry_count, started_at, completed_at, http_status, duration_ms,
        next_attempt_at, error, skipped_count, skipped_to)
      VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_ATTEMPT =
      """
      INSERT INTO attempt (execution_key, number, started_at, duration_ms, http_status, error,
        response)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String ADD_ALERT =
      """
      INSERT INTO alert (alert_id, kind, job_key, execution_key, error, attempts, scheduled_at,
        created_at, delivered_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final Books books;
  private final RandomGenerator random;
  private final Batch add;
  private final Batch addAttempt;
  private final Batch addAlert;

  FinishedExecutions(Connection connection, Books books, RandomGenerator random)
      throws SQLException {
    this.books = books;
    this.random = random;
    add = new Batch(connection, ADD);
    addAttempt = new Batch(connection, ADD_ATTEMPT);
    addAlert = new Batch(connection, ADD_ALERT);
  }

  /** Adds one of a job that fires every {@code periodMs}. */
  void add(FilledJob job, long scheduledAtMs, long periodMs) throws SQLException {
    int lot = random.nextInt(1_000);
    if (lot < FAILED_PER_1000) {
      addFailed(job, scheduledAtMs);
    } else if (lot < FAILED_PER_1000 + SKIPPED_PER_1000) {
      addSkipped(job, scheduledAtMs, scheduledAtMs + periodMs);
    } else {
      addSuccess(job, scheduledAtMs);
    }
  }

  void send() throws SQLException {
    add.send();
    addAttempt.send();
    addAlert.send();
  }

  /** A first attempt that succeeded has no row of its own. */
  private void addSuccess(FilledJob job, long scheduledAtMs) throws SQLException {
    long key = key(scheduledAtMs, books.nextExecution());
    long startedAtMs = scheduledAtMs + driftMs();
    long durationMs = durationMs();
    begin(key, job, scheduledAtMs, 0, SUCCESS, 0)
        .set(startedAtMs)
        .set(startedAtMs + durationMs)
        .set(200)
        .set(durationMs)
        .setNull()
        .setNull()
        .setNull()
        .setNull()
        .add();
    job.success++;
    if (job.failingAlertId > 0) {
      addAlert(ALERT_OF_RECOVERY, job, key, 1, scheduledAtMs, startedAtMs + durationMs);
      job.failingAlertId = 0;
    }
  }

  /** All attempts are used up. */
  private void addFailed(FilledJob job, long scheduledAtMs) throws SQLException {
    long key = key(scheduledAtMs, books.nextExecution());
    long firstStartedAtMs = scheduledAtMs + driftMs();
    long startedAtMs = firstStartedAtMs;
    long durationMs = durationMs();
    long dueAtMs = 0;
    addAttempt(key, 1, startedAtMs, durationMs);
    for (int number = 2; number <= job.attemptsMax; number++) {
      dueAtMs = startedAtMs + durationMs + delayMs(number - 2);
      startedAtMs = dueAtMs + driftMs();
      durationMs = durationMs();
      addAttempt(key, number, startedAtMs, durationMs);
    }
    long completedAtMs = startedAtMs + durationMs;
    begin(key, job, scheduledAtMs, 0, FAILED, job.attemptsMax - 1)
        .set(firstStartedAtMs)
        .set(completedAtMs)
        .set(FAILED_STATUS)
        .set(durationMs);
    (dueAtMs == 0 ? add.setNull() : add.set(dueAtMs)).set(FAILED_ERROR).setNull().setNull().add();
    job.failed++;
    job.failingAlertId =
        addAlert(ALERT_OF_FAILURE, job, key, job.attemptsMax, scheduledAtMs, completedAtMs);
  }

  /** The summary of one occurrence that the planner, away until the next one, came too late for. */
  private void addSkipped(FilledJob job, long scheduledAtMs, long noticedAtMs) throws SQLException {
    long sequence = books.nextExecution();
    begin(key(scheduledAtMs, sequence), job, scheduledAtMs, sequence, SKIPPED, 0)
        .setNull()
        .set(noticedAtMs)
        .setNull()
        .setNull()
        .setNull()
        .set("MISFIRE: missed while nothing planned it; policy " + job.misfirePolicy)
        .set(1)
        .set(scheduledAtMs)
        .add();
    job.skipped++;
  }

  /** Sets the columns up to retry_count. */
  private Batch begin(
      long key, FilledJob job, long scheduledAtMs, long n, int state, int retryCount)
      throws SQLException {
    return add.set(key)
        .set(job.jobKey)
        .set(scheduledAtMs)
        .set(n)
        .set(job.version)
        .set(state)
        .set(books.nodeKey())
        .set(books.term())
        .set(retryCount);
  }

  private void addAttempt(long key, int number, long startedAtMs, long durationMs)
      throws SQLException {
    addAttempt
        .set(key)
        .set(number)
        .set(startedAtMs)
        .set(durationMs)
        .set(FAILED_STATUS)
        .set(FAILED_ERROR)
        .set(FAILED_RESPONSE)
        .add();
  }

  /** Adds an alert that was delivered, so that the server has nothing to send; its id. */
  private long addAlert(
      int kind, FilledJob job, long key, int attempts, long scheduledAtMs, long createdAtMs)
      throws SQLException {
    long id = books.nextAlertId();
    addAlert
        .set(id)
        .set(kind)
        .set(job.jobKey)
        .set(key)
        .set(FAILED_ERROR)
        .set(attempts)
        .set(scheduledAtMs)
        .set(createdAtMs)
        .set(createdAtMs + ALERT_DELIVERY_MS)
        .add();
    return id;
  }

  private static long key(long scheduledAtMs, long sequence) {
    return ((scheduledAtMs / 1_000) << SEQUENCE_BITS) | (sequence & ((1L << SEQUENCE_BITS) - 1));
  }

  private long driftMs() {
    return random.nextInt(DRIFT_MS_MAX);
  }

  private long durationMs() {
    return 1L + random.nextInt(DURATION_MS_MAX);
  }

  /** The delay that jobs have unless they say otherwise, without its jitter. */
  private static long delayMs(int retriesBefore) {
    return Math.min(RETRY_DELAY_MS_MAX, RETRY_DELAY_MS << Math.min(retriesBefore, 20));
  }

  @Override
  public void close() throws SQLException {
    add.close();
    addAttempt.close();
    addAlert.close();
  }
}
