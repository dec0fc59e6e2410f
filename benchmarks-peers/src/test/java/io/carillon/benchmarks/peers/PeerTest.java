package io.carillon.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each library does what the benchmark asks: one call for each job and instant, none besides. */
@Tag("long")
class PeerTest {
  private static final Duration CALLS_MAX = Duration.ofSeconds(60);
  private static final int THREADS = 4;

  @TempDir static Path folder;
  private static Database database;

  enum Library {
    SPRING_TIMERS,
    QUARTZ_IN_MEMORY,
    QUARTZ_JDBC,
    DB_SCHEDULER,
    JOBRUNR;

    Peer open(Call call) {
      return switch (this) {
        case SPRING_TIMERS -> new SpringTimers(call, THREADS);
        case QUARTZ_IN_MEMORY -> new QuartzPeer(call, QuartzSettings.inMemory(THREADS));
        case QUARTZ_JDBC -> QuartzPeer.jdbc(call, database.emptied(THREADS + 4), THREADS);
        case DB_SCHEDULER -> new DbSchedulerPeer(call, database.emptied(THREADS + 4), THREADS);
        case JOBRUNR -> new JobRunrPeer(call, database.emptied(THREADS + 4), THREADS);
      };
    }
  }

  @BeforeAll
  static void startDatabase() {
    database = Database.start(folder.resolve("postgres"), 0);
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void callsEachJobOnceForEachInstant(Library library) throws InterruptedException {
    Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    Map<String, Integer> expected = new TreeMap<>();
    for (int job = 0; job < 3; job++) {
      for (int second = 0; second < 2; second++) {
        expected.put(CallLog.key(job, soon.plusSeconds(second)), 1);
      }
    }
    CallLog calls = new CallLog(expected.size());
    try (Peer peer = library.open(calls)) {
      peer.everySecond(3, soon, soon.plusSeconds(2));
      assertThat(calls.await(CALLS_MAX)).isEqualTo(expected);
    }
  }

  @Test
  void recordsTheOutcomeOfEachCall() throws SQLException {
    try (var pool = database.emptied(1)) {
      Call call =
          (job, _) -> {
            if (job == 1) {
              throw new IllegalStateException("refused");
            }
          };
      Call recorded = new RecordedCalls(call, pool);
      recorded.make(0, Instant.EPOCH);
      recorded.make(1, Instant.EPOCH);
      assertThat(rows(pool, "SELECT job || ' ' || status FROM execution ORDER BY job"))
          .containsExactly("0 SUCCESS", "1 FAILED");
    }
  }

  private static List<String> rows(DataSource pool, String query) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (answer.next()) {
        rows.add(answer.getString(1));
      }
      return rows;
    }
  }

  @Test
  void theDatabaseSyncsEveryCommit() {
    assertThat(database.settings())
        .containsEntry("fsync", "on")
        .containsEntry("synchronous_commit", "on");
  }

  @ParameterizedTest
  @EnumSource
  void callsEachOneShotOnce(Library library) throws InterruptedException {
    Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
    CallLog calls = new CallLog(2);
    try (Peer peer = library.open(calls)) {
      peer.oneShots(2, soon);
      assertThat(calls.await(CALLS_MAX))
          .isEqualTo(Map.of(CallLog.key(0, soon), 1, CallLog.key(1, soon), 1));
    }
  }
}
