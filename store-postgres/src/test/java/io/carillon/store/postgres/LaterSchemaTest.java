package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * While nodes are replaced one by one, those of this version work on the tables of the next one,
 * which its first node has migrated under them; one that is restarted meanwhile finds them so.
 */
final class LaterSchemaTest {
  private final ManualClock clock = new ManualClock(StoreContract.START);

  private static void migrate(String database) throws Exception {
    PostgresConfig config = PostgresServer.get().config(database);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(config.url());
    assertThat(
            Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/postgres", "classpath:db/later")
                .load()
                .migrate()
                .migrationsExecuted)
        .isEqualTo(1);
  }

  /** Everything that a node does with a job in its life. */
  private void work(StoreDriver driver, Lease lease) {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.settle(lease, Outcomes.failure(driver.planOne(lease)));
    Job changed = driver.change(job, JobDraft.EVERY_SECOND.on("*/2 * * * * *"), true).job();
    driver.plan(lease, Duration.ofSeconds(4)).planned().stream()
        .map(Outcomes::success)
        .forEach(success -> driver.settle(lease, success));
    assertThat(driver.executions(changed)).hasSize(3);
    assertThat(driver.stats(changed).success()).isEqualTo(2);
    driver.pause(changed);
  }

  @Test
  void thisVersionWorksOnTheTablesOfALaterOne() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Lease lease = driver.takeOver();
      work(driver, lease);

      migrate(store.database);

      clock.advance(Duration.ofMinutes(1));
      work(driver, lease);
      store.verify();
      assertThat(join(store.ledger().prune(clock.wallMs() + 60_000, 10, 100))).isEqualTo(6);
    }
  }

  @Test
  void thisVersionStartsOnTheTablesOfALaterOne() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      migrate(store.database);

      try (JdbcStore restarted =
          PostgresStore.open(
              PostgresServer.get().config(store.database, "node-b"),
              clock,
              CommitListener.NONE,
              () -> {})) {
        assertThat(join(restarted.ledger().takeOver("node-b")).lease().term()).isPositive();
      }
      store.verify();
    }
  }
}
