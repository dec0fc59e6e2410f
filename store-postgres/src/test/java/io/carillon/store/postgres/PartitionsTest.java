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
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Executions lie in partitions of a day, which are made ahead. */
final class PartitionsTest {
  static final String PARTITIONS =
      "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'execution'::regclass";

  /** How many rows were updated, and how many of them on their page without touching an index. */
  private static final String UPDATES =
      """
      SELECT n_tup_upd || ' ' || n_tup_hot_upd FROM pg_stat_user_tables
      WHERE relname = 'execution_20260301'
      """;

  private final ManualClock clock = new ManualClock(StoreContract.START);

  @Test
  void aWeekIsMadeAhead() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      assertThat(store.column(PARTITIONS))
          .hasSize(10)
          .contains("execution_20260228", "execution_20260308", "execution_other");
      clock.advance(Duration.ofDays(1));

      join(store.ledger().prune(0, 10, 10));

      assertThat(store.column(PARTITIONS)).hasSize(11).contains("execution_20260309");
    }
  }

  @Test
  void whatNoDayTakesIsKeptAllTheSame() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND.on("1 0 12 * * *"));
      clock.advance(Duration.ofDays(90));

      driver.pause(job);

      assertThat(store.column("SELECT tableoid::regclass FROM execution"))
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
      await().until(() -> !store.column(UPDATES).contains("0 0"));
      assertThat(store.column(UPDATES)).containsExactly("50 50");
    }
  }
}
