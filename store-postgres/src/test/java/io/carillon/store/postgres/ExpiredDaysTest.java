package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionId;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day that is no longer kept goes as a whole, whatever else the store's role may not do. */
final class ExpiredDaysTest {
  private static final String DAY = "execution_20260301";

  private static final String EXPIRED =
      "SELECT relname FROM pg_class WHERE relname LIKE 'expired%' AND relkind = 'r'";

  /** So few go row by row that a whole day cannot be meant. */
  private static final int ROWS_MAX = 1;

  private static final long MANY = 1_000_000;

  private final ManualClock clock = new ManualClock(StoreContract.START);
  private final long endOfDayMs = Day.at(clock.wallMs()).endMs();
  private final long endOfNextDayMs = endOfDayMs + Duration.ofDays(1).toMillis();
  private PostgresTestStore store;
  private StoreDriver driver;
  private Job job;
  private Lease lease;
  private List<OpenExecution> planned;

  /** Three executions, two of which have ended. */
  @BeforeEach
  void aDay() throws Exception {
    store = PostgresTestStore.openIn(PostgresServer.get().createDatabaseOfOneSchema(), clock);
    driver = new StoreDriver(store, clock);
    job = driver.create(JobDraft.EVERY_SECOND.on("1-3 0 12 * * *"));
    lease = driver.takeOver();
    planned = driver.plan(lease, Duration.ofSeconds(5)).planned();
    driver.settle(lease, Outcomes.success(planned.get(0)));
    driver.settle(lease, Outcomes.failure(planned.get(1)));
  }

  @AfterEach
  void close() throws Exception {
    store.verify();
    store.close();
    PostgresServer.get().dropRole(store.database);
  }

  private int prune(long beforeMs) {
    return join(store.ledger().prune(beforeMs, MANY, ROWS_MAX));
  }

  private void lastEnds() {
    driver.settle(lease, Outcomes.success(planned.get(2)));
  }

  private void nextDay() {
    clock.advance(Duration.ofDays(1));
    driver.settle(lease, Outcomes.success(driver.planOne(lease)));
  }

  private void execute(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  private Connection connect() throws Exception {
    return PostgresServer.get().connect(store.database);
  }

  private void assertThatTheDayIsGone() throws Exception {
    assertThat(store.column(PartitionsTest.PARTITIONS)).doesNotContain(DAY);
    assertThat(store.column(EXPIRED)).isEmpty();
    for (String table : List.of("attempt", "alert", "notable")) {
      String ofTheDay =
          "SELECT execution_key FROM %s WHERE execution_key < %d"
              .formatted(table, ExecutionId.lowestKeyAt(endOfDayMs));
      assertThat(store.column(ofTheDay)).as(table).isEmpty();
    }
  }

  @Test
  void withAttemptsAndAlertsAndCounts() throws Exception {
    lastEnds();
    nextDay();

    assertThat(prune(endOfDayMs)).isEqualTo(3);

    assertThatTheDayIsGone();
    assertThat(driver.executions(job)).hasSize(1);
    assertThat(join(store.history().counts()).stored()).isEqualTo(1);
    assertThat(driver.stats(job).success()).isEqualTo(3);
    assertThat(prune(endOfDayMs)).isZero();
  }

  @Test
  void onlyWhenAllOfItIsTooOld() throws Exception {
    lastEnds();

    assertThat(prune(endOfDayMs - 1)).isEqualTo(ROWS_MAX);

    assertThat(store.column(PartitionsTest.PARTITIONS)).contains(DAY);
    assertThat(join(store.history().counts()).stored()).isEqualTo(2);
  }

  @Test
  void notWhileSomethingOfItIsUnfinished() throws Exception {
    nextDay();

    assertThat(prune(endOfDayMs)).isEqualTo(ROWS_MAX);
    assertThat(prune(endOfDayMs)).isEqualTo(ROWS_MAX);
    assertThat(prune(endOfDayMs)).isZero();

    assertThat(driver.execution(planned.get(2)).scheduledAt().toEpochMilli())
        .isEqualTo(planned.get(2).scheduledAtMs());
    lastEnds();
    assertThat(prune(endOfDayMs)).isEqualTo(1);
    assertThatTheDayIsGone();
  }

  @Test
  void withDeletedJobsThatOnlyItNames() throws Exception {
    lastEnds();
    Job kept = driver.create(JobDraft.EVERY_SECOND.on("5 0 12 * * *"));
    join(store.jobs().delete(job.id(), null));
    clock.advance(Duration.ofDays(1));
    driver
        .plan(lease, Duration.ofSeconds(6))
        .planned()
        .forEach(execution -> driver.settle(lease, Outcomes.success(execution)));
    join(store.jobs().delete(kept.id(), null));

    assertThat(prune(endOfDayMs)).isEqualTo(4);

    assertThat(store.column("SELECT id FROM job")).containsExactly(kept.id().toString());
    assertThat(store.column("SELECT job_key FROM job_version")).hasSize(1);
  }

  /** More than one transaction deletes. */
  @Test
  void withManyDeletedJobs() throws Exception {
    lastEnds();
    join(store.jobs().delete(job.id(), null));
    store.execute(
        """
        INSERT INTO job SELECT (jsonb_populate_record(j,
          jsonb_build_object('job_key', 1000000 + i, 'id', gen_random_uuid()))).*
        FROM job j, generate_series(1, 2500) i
        """);
    store.execute(
        """
        INSERT INTO execution SELECT (jsonb_populate_record(e,
          jsonb_build_object('job_key', 1000000 + i, 'execution_key', -i))).*
        FROM execution e, generate_series(1, 2500) i
        WHERE e.execution_key = (SELECT min(execution_key) FROM execution)
        """);

    assertThat(prune(endOfDayMs)).isEqualTo(3);

    assertThat(store.column("SELECT job_key FROM job")).isEmpty();
  }

  @Test
  void alsoWhenANodeCrashedMeanwhile() throws Exception {
    lastEnds();
    nextDay();
    try (Connection connection = connect()) {
      execute(
          connection,
          "ALTER TABLE execution DETACH PARTITION " + DAY,
          "ALTER TABLE " + DAY + " RENAME TO expired_20260301");
    }

    clock.advance(Duration.ofDays(1));

    assertThat(prune(0)).isEqualTo(3);

    assertThatTheDayIsGone();
    assertThat(join(store.history().counts()).stored()).isEqualTo(1);
  }

  /** Who reads long must not make others wait long. */
  @Test
  void whenNobodyReadsAllDays() throws Exception {
    lastEnds();
    nextDay();
    try (Connection reader = connect()) {
      execute(reader, "BEGIN", "SELECT count(*) FROM execution");

      assertThat(prune(endOfDayMs)).isEqualTo(ROWS_MAX);

      assertThat(store.column(PartitionsTest.PARTITIONS)).contains(DAY);
      execute(reader, "COMMIT");
    }
    assertThat(prune(endOfDayMs)).isEqualTo(2);
    assertThatTheDayIsGone();
  }

  @Test
  void thoughAnEarlierOneCannotBeDropped() throws Exception {
    lastEnds();
    nextDay();
    store.execute("CREATE VIEW in_use AS SELECT * FROM " + DAY);

    assertThat(prune(endOfNextDayMs)).isEqualTo(1);

    assertThat(store.column(EXPIRED)).containsExactly("expired_20260301");
    store.execute("DROP VIEW in_use");
    clock.advance(Duration.ofDays(1));
    assertThat(prune(endOfNextDayMs)).isEqualTo(3);
    assertThatTheDayIsGone();
  }

  @Test
  void thoughAnEarlierOneCannotBeDetached() throws Exception {
    lastEnds();
    nextDay();
    store.execute("CREATE VIEW expired_20260301 AS SELECT 1");

    assertThat(prune(endOfNextDayMs)).isEqualTo(1 + ROWS_MAX);

    assertThat(store.column(PartitionsTest.PARTITIONS))
        .contains(DAY)
        .doesNotContain("execution_20260302");
    store.execute("DROP VIEW expired_20260301");
    assertThat(prune(endOfNextDayMs)).isEqualTo(2);
    assertThatTheDayIsGone();
  }

  @Test
  void whatIsGoneIsNotFound() throws Exception {
    lastEnds();
    nextDay();

    prune(endOfDayMs);

    assertThat(join(store.history().find(new ExecutionId(planned.get(0).executionKey()))))
        .isEmpty();
  }
}
