package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Partitions.class);

  private final ManualClock clock = new ManualClock(StoreContract.START);
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();

  /** Other tests run at the same time. */
  @BeforeEach
  void listen() {
    String here = Thread.currentThread().getName();
    told.addFilter(
        new Filter<>() {
          @Override
          public FilterReply decide(ILoggingEvent event) {
            return event.getThreadName().equals(here) ? FilterReply.NEUTRAL : FilterReply.DENY;
          }
        });
    told.start();
    LOG.addAppender(told);
  }

  @AfterEach
  void listenNoMore() {
    LOG.detachAppender(told);
  }

  private static Connection connect(PostgresTestStore store) throws Exception {
    return PostgresServer.get().connect(store.database);
  }

  private static void execute(Connection connection, String... sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

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

  /** Everybody waits behind whoever waits for a lock. */
  @Test
  void whileSomebodyReadsAllDaysNoneIsMade() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock);
        Connection reader = connect(store);
        Connection connection = connect(store)) {
      execute(reader, "BEGIN", "SELECT count(*) FROM execution");
      clock.advance(Duration.ofDays(3));

      new Partitions(connection).makeAhead(clock.wallMs());

      assertThat(told.list)
          .singleElement()
          .asString()
          .contains("execution_20260309 could not be made; it is tried again")
          .contains("lock timeout");
      assertThat(ConnectionsTest.setting(connection, "lock_timeout")).isEqualTo("200ms");
      execute(reader, "COMMIT");
      new Partitions(connection).makeAhead(clock.wallMs());
      assertThat(store.column(PARTITIONS)).contains("execution_20260309", "execution_20260311");
    }
  }

  @Test
  void oneThatAnotherNodeMadeMeanwhileIsNoFailure() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock);
        Connection first = connect(store);
        Connection second = connect(store)) {
      clock.advance(Duration.ofDays(1));
      // What it reads from now on is what is there now.
      execute(second, "BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT 1");
      new Partitions(first).makeAhead(clock.wallMs());

      new Partitions(second).makeAhead(clock.wallMs());

      assertThat(told.list).isEmpty();
    }
  }

  @Test
  void oneWhoseNameIsTakenIsTold() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock);
        Connection connection = connect(store)) {
      clock.advance(Duration.ofDays(1));
      execute(connection, "CREATE VIEW execution_20260309 AS SELECT 1");

      new Partitions(connection).makeAhead(clock.wallMs());

      assertThat(told.list)
          .singleElement()
          .asString()
          .contains("execution_20260309 could not be made");
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
