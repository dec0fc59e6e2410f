package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.JobId;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.NewJob;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Answers to requests that may be repeated go when they are too old, however many there are. */
final class ExpiredAnswersTest {
  private final ManualClock clock = new ManualClock(StoreContract.START);

  private void create(SqliteTestStore store, int count) {
    for (int i = 0; i < count; i++) {
      NewJob job =
          NewJob.of(
              JobId.create(clock.wallMs()), JobDraft.EVERY_SECOND.definition(), true, clock.now());
      Idempotency once = new Idempotency("POST /jobs", job.id().toString(), "hash", "answer");
      join(store.jobs().create(job, once));
    }
  }

  private static int answers(SqliteTestStore store) throws SQLException {
    try (Connection connection =
            new Connections("jdbc:sqlite:" + store.file, SqliteConfig.DEFAULT).reader();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM idempotency")) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void oneRoundRemovesAllThatExpired() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock)) {
      create(store, 2_100);
      clock.advance(Duration.ofMillis(Idempotency.RETENTION_MS / 2));
      create(store, 3);
      clock.advance(Duration.ofMillis(Idempotency.RETENTION_MS / 2));
      assertThat(answers(store)).isEqualTo(2_103);

      assertThat(join(store.ledger().prune(0, 1, 1))).isZero();

      assertThat(answers(store)).isEqualTo(3);
    }
  }
}
