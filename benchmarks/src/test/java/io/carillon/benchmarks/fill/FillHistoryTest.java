package io.carillon.benchmarks.fill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.benchmarks.Arguments;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the embedded store's own tables, with jobs put in by hand. */
class FillHistoryTest {
  private static final Path SCHEMA = Path.of("../store-sqlite/src/main/resources/db/sqlite");
  private static final int JOBS = 30;
  private static final int EXECUTIONS = 120_000;

  @TempDir Path folder;
  private Path store;
  private Connection connection;

  @BeforeEach
  void createStore() throws Exception {
    store = folder.resolve("carillon.db");
    connection = DriverManager.getConnection("jdbc:sqlite:" + store);
    try (Statement statement = connection.createStatement();
        var files = Files.list(SCHEMA)) {
      statement.execute("PRAGMA journal_mode = WAL");
      for (Path file : files.sorted().toList()) {
        statement.executeUpdate(Files.readString(file));
      }
      statement.executeUpdate("INSERT INTO destination VALUES (1, 1, 'http', '127.0.0.1', 9100)");
      for (int key = 1; key <= JOBS; key++) {
        statement.executeUpdate(
            "INSERT INTO job (job_key, id, version, is_active, created_at, updated_at) VALUES (%d, 'job-%d', 2, 1, 0, 0)"
                .formatted(key, key));
        statement.executeUpdate(
            """
            INSERT INTO job_version (job_key, version, is_active, created_at, destination_key, definition)
            VALUES (%d, 2, 1, 0, 1, '{"maxRetryCount": 2, "misfire": "FIRE_ONCE"}')
            """
                .formatted(key));
      }
      statement.executeUpdate("INSERT INTO node VALUES (1, 1, 'somewhere', 3, 0)");
      statement.executeUpdate("UPDATE counter SET job_key = 30, jobs = 30, execution_sequence = 5");
    }
  }

  @AfterEach
  void closeStore() throws SQLException {
    connection.close();
  }

  @Test
  void theStoreIsAsIfTheJobsHadRun() throws Exception {
    fill(EXECUTIONS);
    assertThat(number("SELECT count(*) FROM execution")).isEqualTo(EXECUTIONS);
    assertThat(number("SELECT count(DISTINCT job_key) FROM execution")).isEqualTo(JOBS);
    assertThat(number("SELECT executions FROM counter")).isEqualTo(EXECUTIONS);
    assertThat(number("SELECT execution_sequence FROM counter")).isEqualTo(EXECUTIONS + 5);
    assertThat(number("SELECT alert_id = (SELECT max(alert_id) FROM alert) FROM counter"))
        .isEqualTo(1);
    assertThat(number("SELECT jobs FROM counter")).isEqualTo(JOBS);
    assertThat(share(3)).isBetween(0.98, 0.99);
    assertThat(share(4)).isBetween(0.008, 0.012);
    assertThat(share(5)).isBetween(0.003, 0.007);
    assertThat(number("SELECT count(*) FROM pragma_foreign_key_check")).isZero();
    assertThat(number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"))
        .isZero();
  }

  @Test
  void keysAreTheScheduledSecondAndASequence() throws Exception {
    fill(EXECUTIONS);
    assertThat(
            number(
                "SELECT count(*) FROM execution WHERE execution_key >> 30 <> scheduled_at / 1000"))
        .isZero();
    assertThat(number("SELECT count(DISTINCT execution_key & 0x3fffffff) FROM execution"))
        .isEqualTo(EXECUTIONS);
    assertThat(
            number(
                """
                SELECT count(*) FROM execution WHERE holder <> 1 OR term <> 3 OR job_version <> 2
                  OR completed_at < scheduled_at OR completed_at > unixepoch() * 1000
                """))
        .isZero();
  }

  @Test
  void totalsAlertsAndAttemptsTellTheSame() throws Exception {
    fill(EXECUTIONS);
    assertThat(
            number(
                """
                SELECT count(*) FROM job_totals t WHERE (success, failed, skipped, cancelled) <>
                  (SELECT sum(state = 3), sum(state = 4), sum(state = 5), 0 FROM execution e
                   WHERE e.job_key = t.job_key)
                """))
        .isZero();
    long failed = number("SELECT count(*) FROM execution WHERE state = 4");
    assertThat(number("SELECT count(*) FROM attempt")).isEqualTo(3 * failed);
    assertThat(number("SELECT count(*) FROM execution WHERE retry_count = 2")).isEqualTo(failed);
    assertThat(number("SELECT count(*) FROM alert WHERE kind = 0")).isEqualTo(failed);
    assertThat(number("SELECT count(*) FROM alert WHERE delivered_at IS NULL")).isZero();
    // A job is failing when no success came after its last failure, which ends it with an alert.
    assertThat(
            number(
                """
                SELECT count(*) FROM job j WHERE (SELECT alert_id FROM failing f
                    WHERE f.job_key = j.job_key) IS NOT
                  (SELECT iif(kind = 0, alert_id, NULL) FROM alert a
                   WHERE a.job_key = j.job_key ORDER BY alert_id DESC LIMIT 1)
                """))
        .isZero();
    assertThat(
            number(
                """
                SELECT count(*) FROM alert a JOIN execution e USING (execution_key)
                WHERE (kind = 0) <> (state = 4) OR (kind = 1) <> (state = 3)
                """))
        .isZero();
  }

  @Test
  void aStoreWithExecutionsIsRefused() throws Exception {
    fill(100);
    assertThatThrownBy(() -> fill(100)).hasMessageContaining("holds executions already");
    assertThat(number("SELECT count(*) FROM execution")).isEqualTo(100);
  }

  @Test
  void aStoreInUseIsRefused() throws IOException, SQLException {
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve("carillon.db.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      assertThat(channel.lock().isValid()).isTrue();
      assertThatThrownBy(() -> fill(100)).isInstanceOf(RuntimeException.class);
    }
    assertThat(number("SELECT count(*) FROM execution")).isZero();
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () -> FillHistory.run(Arguments.parse(List.of("--store", folder + "/none.db"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void fill(int executions) {
    FillHistory.run(
        Arguments.parse(
            List.of("--store", store.toString(), "--executions", Integer.toString(executions))));
  }

  private double share(int state) throws SQLException {
    return number("SELECT count(*) FROM execution WHERE state = " + state) / (double) EXECUTIONS;
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
