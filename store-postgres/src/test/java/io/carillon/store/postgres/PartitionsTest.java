package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Executions lie in partitions of a day, which are made ahead and dropped when nothing is kept. */
final class PartitionsTest {
  private static final String PARTITIONS =
      "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'execution'::regclass";

  /** How many rows were updated, and how many of them on their page without touching an index. */
  private static final String UPDATES =
      """
      SELECT n_tup_upd || ' ' || n_tup_hot_upd FROM pg_stat_user_tables
      WHERE relname = 'execution_20260301'
      """;

  private final ManualClock clock = new ManualClock(StoreContract.START);

  private static Set<String> column(PostgresTestStore store, String sql) throws Exception {
    Set<String> values = new TreeSet<>();
    try (Connection connection = PostgresServer.get().connect(store.database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** One execution, which succeeds. */
  private static void execute(StoreDriver driver, Lease lease) {
    driver.settle(lease, Outcomes.success(driver.planOne(lease)));
  }

  @Test
  void aWeekIsMadeAhead() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      assertThat(column(store, PARTITIONS))
          .hasSize(10)
          .contains("execution_20260228", "execution_20260308", "execution_other");
      clock.advance(Duration.ofDays(1));

      join(store.ledger().prune(0, 10, 10));

      assertThat(column(store, PARTITIONS)).hasSize(11).contains("execution_20260309");
    }
  }

  @Test
  void aDayIsDroppedWhenNothingOfItIsKept() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND.on("1 0 12 * * *"));
      Lease lease = driver.takeOver();
      execute(driver, lease);
      clock.advance(Duration.ofDays(1));
      execute(driver, lease);
      assertThat(column(store, "SELECT tableoid::regclass FROM execution"))
          .containsExactly("execution_20260301", "execution_20260302");
      long startOfDayMs = clock.wallMs() / 86_400_000 * 86_400_000;

      assertThat(join(store.ledger().prune(startOfDayMs - 1, 10, 10))).isEqualTo(1);
      assertThat(column(store, PARTITIONS)).contains("execution_20260301");
      assertThat(join(store.ledger().prune(startOfDayMs, 10, 10))).isZero();

      assertThat(column(store, PARTITIONS))
          .doesNotContain("execution_20260228", "execution_20260301")
          .contains("execution_20260302");
      assertThat(driver.executions(job)).hasSize(1);
      store.verify();
    }
  }

  @Test
  void whatNoDayTakesIsKeptAllTheSame() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND.on("1 0 12 * * *"));
      clock.advance(Duration.ofDays(90));

      driver.pause(job);

      assertThat(column(store, "SELECT tableoid::regclass FROM execution"))
          .containsExactly("execution_20260301");
      assertThat(driver.stats(job).skipped()).isEqualTo(90);
      store.verify();
    }
  }

  /** Else each settlement would write to every index of the table. */
  @Test
  void settlingStaysOnThePage() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      var planned = driver.plan(lease, Duration.ofSeconds(50)).planned();
      join(store.ledger().settle(lease, planned.stream().map(Outcomes::success).toList()));

      // A connection's counts are told at the latest when it ends.
      store.store.close();
      await().until(() -> !column(store, UPDATES).contains("0 0"));
      assertThat(column(store, UPDATES)).containsExactly("50 50");
    }
  }
}
