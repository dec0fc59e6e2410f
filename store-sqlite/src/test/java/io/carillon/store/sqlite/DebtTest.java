package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.ChangeResult;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a change records of a job that was not planned for long, beyond the contract. */
final class DebtTest {
  private static final SqliteConfig UNCACHED =
      new SqliteConfig(1, 4 << 20, 4 << 20, 0, 2_000, 20_000, 20_000, 1);

  private final ManualClock clock = new ManualClock(StoreContract.START);

  @Test
  void aYearOfSecondsIsRecordedInOneTransaction() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      clock.advance(Duration.ofDays(365));
      long before = store.store.stats().commits();

      driver.pause(job);

      assertThat(driver.executions(job, ExecutionState.SKIPPED)).hasSize(1);
      assertThat(driver.stats(job).skipped()).isEqualTo(Duration.ofDays(365).toSeconds());
      assertThat(store.store.stats().commits() - before).isEqualTo(1);
      store.verify();
    }
  }

  @Test
  void aScheduleThatCannotBeSearchedCanBeDeleted() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock, UNCACHED)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      driver.create(JobDraft.EVERY_SECOND);
      startInAnotherEra(store);
      clock.advance(Duration.ofMinutes(1));

      assertThat(join(store.jobs().delete(job.id(), null)))
          .isInstanceOf(ChangeResult.Deleted.class);

      List<Execution> rows = driver.executions(job, ExecutionState.SKIPPED);
      assertThat(rows).hasSize(1);
      assertThat(Objects.requireNonNull(rows.getFirst().skipped()).count()).isEqualTo(1);
      store.verify();
    }
  }

  /** Damages every definition so that it can be read and the search for an occurrence fails. */
  private static void startInAnotherEra(SqliteTestStore store) throws SQLException {
    try (Connection connection =
            new Connections("jdbc:sqlite:" + store.file, SqliteConfig.DEFAULT).checkpointer();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          UPDATE job_version
          SET definition = json_set(definition, '$.startAt', '+1000000000-12-31T00:00:00Z')
          """);
    }
  }
}
