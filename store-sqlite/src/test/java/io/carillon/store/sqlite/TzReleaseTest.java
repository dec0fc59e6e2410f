package io.carillon.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.schedule.TzDatabase;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start under other time zone rules does to the next fires. */
final class TzReleaseTest {
  private static final JobDraft DAILY = JobDraft.EVERY_SECOND.on("0 30 2 * * *");

  /** As if other rules had put every job an hour later. */
  private static final String MOVE = "UPDATE due SET next_fire_at = next_fire_at + 3600000";

  private static final String OTHER_RELEASE = "UPDATE tz_database SET release = '1999z'";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock(StoreContract.START);

  private SqliteTestStore open() throws Exception {
    return SqliteTestStore.openAt(folder.resolve("c.db"), clock);
  }

  private Connection connection() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("c.db");
    return new Connections(url, SqliteConfig.DEFAULT).checkpointer();
  }

  private void change(String... changes) throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String sql : changes) {
        statement.execute(sql);
      }
    }
  }

  private String release() throws SQLException {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT release FROM tz_database")) {
      return row.next() ? row.getString(1) : "none";
    }
  }

  @Test
  void theReleaseIsStored() throws Exception {
    open().close();

    assertThat(release()).isEqualTo(TzDatabase.version());
  }

  @Test
  void anotherReleaseComputesEveryNextFireAgain() throws Exception {
    List<Job> jobs = new ArrayList<>();
    try (SqliteTestStore store = open()) {
      StoreDriver driver = new StoreDriver(store, clock);
      for (int i = 0; i < 1_001; i++) {
        jobs.add(driver.create(DAILY));
      }
    }
    change(MOVE, OTHER_RELEASE);

    try (SqliteTestStore store = open()) {
      StoreDriver driver = new StoreDriver(store, clock);
      assertThat(jobs).allSatisfy(job -> assertThat(driver.job(job)).isEqualTo(job));
      store.verify();
    }
    assertThat(release()).isEqualTo(TzDatabase.version());
  }

  @Test
  void theSameReleaseLeavesThemAlone() throws Exception {
    Job job;
    try (SqliteTestStore store = open()) {
      job = new StoreDriver(store, clock).create(DAILY);
    }
    change(MOVE);

    try (SqliteTestStore store = open()) {
      assertThat(new StoreDriver(store, clock).job(job).nextExecutionTime())
          .isEqualTo("2026-03-02T03:30:00Z");
    }
  }

  @Test
  void whatIsPastIsOwedAsItWasComputed() throws Exception {
    Job job;
    try (SqliteTestStore store = open()) {
      job = new StoreDriver(store, clock).create(DAILY);
    }
    change(OTHER_RELEASE);
    clock.advance(Duration.ofDays(2));

    try (SqliteTestStore store = open()) {
      StoreDriver driver = new StoreDriver(store, clock);
      assertThat(driver.job(job).nextExecutionTime()).isEqualTo(job.nextExecutionTime());
    }
  }

  @Test
  void whatIsPlannedIsNotPlannedAgain() throws Exception {
    Job job;
    try (SqliteTestStore store = open()) {
      StoreDriver driver = new StoreDriver(store, clock);
      job = driver.create(JobDraft.EVERY_SECOND);
      driver.plan(driver.takeOver(), Duration.ofSeconds(5));
    }
    change(OTHER_RELEASE);

    try (SqliteTestStore store = open()) {
      StoreDriver driver = new StoreDriver(store, clock);
      Lease lease = driver.takeOver();
      assertThat(driver.plan(lease, Duration.ofSeconds(7)).planned())
          .extracting(execution -> execution.scheduledAtMs() - clock.wallMs())
          .containsExactly(5_500L, 6_500L);
      assertThat(driver.executions(job)).hasSize(7).doesNotHaveDuplicates();
      store.verify();
    }
  }
}
