package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Job;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Totals are exact wherever they stand between the log and the jobs' rows. */
final class TotalsTest {
  @TempDir Path folder;

  private final ManualClock clock = new ManualClock(StoreContract.START);

  private static long number(SqliteTestStore store, String sql) throws SQLException {
    try (Connection connection =
            new Connections("jdbc:sqlite:" + store.file, SqliteConfig.DEFAULT).reader();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void theLogIsFoldedAndNoCountIsLostOrDoubled() throws Exception {
    Path file = folder.resolve("t.db");
    int rounds = 3_000;
    Job job;
    Job deleted;
    try (SqliteTestStore store = SqliteTestStore.openAt(file, clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      job = driver.create(JobDraft.EVERY_SECOND.definition(), false);
      deleted = driver.create(JobDraft.EVERY_SECOND.definition(), false);
      Lease lease = driver.takeOver();
      for (int i = 1; i <= rounds; i++) {
        driver.settle(lease, Outcomes.success(driver.request(lease, job)));
        if (i % 500 == 0) {
          driver.settle(lease, Outcomes.failure(driver.request(lease, deleted)));
          assertThat(driver.stats(job).success()).isEqualTo(i);
          assertThat(driver.stats(deleted).failed()).isEqualTo(i / 500);
        }
      }
      assertThat(number(store, "SELECT count(*) FROM totals_delta")).isLessThan(2_500);
      assertThat(number(store, "SELECT success FROM job_totals WHERE job_key = 1")).isPositive();
      join(store.jobs().delete(deleted.id(), null));
      join(store.ledger().prune(clock.wallMs() + 60_000, 1_000_000, 1_000_000));
    }
    try (SqliteTestStore store = SqliteTestStore.openAt(file, clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      assertThat(driver.stats(job).success()).isEqualTo(rounds);
      Lease lease = driver.takeOver();
      for (int i = 1; i <= 1_100; i++) {
        driver.settle(lease, Outcomes.success(driver.request(lease, job)));
      }
      assertThat(driver.stats(job).success()).isEqualTo(rounds + 1_100);
      assertThat(number(store, "SELECT count(*) FROM job_totals")).isEqualTo(1);
      store.verify();
    }
  }

  @Test
  void manyJobsAreFoldedPartByPart() throws Exception {
    int jobs = Totals.FOLDED_FROM_JOBS + 2_000;
    Path file = folder.resolve("t.db");
    try (SqliteTestStore store = SqliteTestStore.openAt(file, clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      JobBatches.create(store, clock, jobs);
      Lease lease = driver.takeOver();
      for (int second = 0; second < jobs / StoreDriver.LIMIT + 1; second++) {
        List<OpenExecution> planned = driver.plan(lease, Duration.ofMillis(500)).planned();
        join(store.ledger().settle(lease, planned.stream().map(Outcomes::success).toList()));
      }
      clock.advance(Duration.ofSeconds(1));
      // Some are folded, most are not.
      assertThat(number(store, "SELECT count(*) FROM job_totals"))
          .isPositive()
          .isLessThan(Totals.FOLDED_FROM_JOBS);
      everyJobSucceededOnce(store, jobs);
    }
    try (SqliteTestStore store = SqliteTestStore.openAt(file, clock)) {
      everyJobSucceededOnce(store, jobs);
      store.verify();
    }
  }

  private static void everyJobSucceededOnce(SqliteTestStore store, int jobs) {
    StoreDriver driver = new StoreDriver(store, new ManualClock(StoreContract.START));
    JobQuery newest = new JobQuery(null, null, null, null, 100, null);
    for (Job job : join(store.jobs().list(newest)).items()) {
      assertThat(driver.stats(job).success()).isEqualTo(1);
    }
    String deep = Cursor.encode('j', 300);
    JobQuery oldest = new JobQuery(null, null, null, null, 300, deep);
    for (Job job : join(store.jobs().list(oldest)).items()) {
      assertThat(driver.stats(job).success()).isEqualTo(1);
    }
    assertThat(join(store.history().count())).isEqualTo(jobs);
  }
}
