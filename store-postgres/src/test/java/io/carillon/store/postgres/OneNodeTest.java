package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.Database.NodeSelf;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One process at a time has the store; a lost connection is replaced. */
final class OneNodeTest {
  /** Ends the connection that has the store's lock. */
  private static final String DISCONNECT =
      """
      SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()
      """;

  /** Ends all connections but its own. */
  private static final String DISCONNECT_ALL =
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """;

  private final ManualClock clock = new ManualClock(StoreContract.START);

  private JdbcStore open(PostgresTestStore store, Runnable takenOver) {
    try {
      PostgresConfig config = PostgresServer.get().config(store.database);
      return PostgresStore.open(config, clock, CommitListener.NONE, takenOver);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void disconnect(PostgresTestStore store) throws Exception {
    try (Connection connection = PostgresServer.get().connect(store.database);
        Statement statement = connection.createStatement()) {
      statement.execute(DISCONNECT);
    }
  }

  @Test
  void aSecondOneWaitsUntilTheFirstIsClosed() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      CompletableFuture<JdbcStore> second =
          CompletableFuture.supplyAsync(() -> open(store, () -> {}));
      assertThatThrownBy(() -> second.get(1, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);

      store.store.close();

      second.get(10, TimeUnit.SECONDS).close();
    }
  }

  @Test
  void whoLostTheStoreToAnotherIsToldAndChangesNothing() throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (PostgresTestStore store = PostgresTestStore.open(clock, told::incrementAndGet)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      OpenExecution planned = driver.planOne(lease);
      CompletableFuture<JdbcStore> second =
          CompletableFuture.supplyAsync(() -> open(store, () -> {}));

      // The first has nothing to write, so it does not come back for its lock.
      disconnect(store);
      try (JdbcStore other = second.join()) {
        Lease newer = join(other.ledger().takeOver("node-a")).lease();
        assertThat(newer.term()).isEqualTo(lease.term() + 1);
        await()
            .until(
                () -> {
                  assertThatThrownBy(() -> driver.settle(lease, Outcomes.success(planned)))
                      .isInstanceOf(StoreUnavailable.class);
                  return told.get() == 1;
                });
      }

      // The lock is free again, and the term is over all the same.
      await()
          .ignoreExceptionsInstanceOf(StoreUnavailable.class)
          .until(() -> !driver.settle(lease, Outcomes.success(planned)).applied());
      assertThat(driver.executions(job)).allMatch(e -> e.completedAt() == null);
      assertThat(told).hasValue(1);
    }
  }

  @Test
  void whyAStoreCannotBeOpenedIsToldWithoutThePassword() {
    PostgresConfig config =
        new PostgresConfig(
            "jdbc:postgresql://localhost:1/x?password=hidden",
            null,
            "u",
            "secret",
            new NodeSelf("node-a", "test", "scheduler"),
            1_000,
            1,
            1);

    assertThatThrownBy(() -> PostgresStore.open(config, clock, CommitListener.NONE, () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("jdbc:postgresql://localhost:1/x cannot be opened")
        .hasMessageNotContainingAny("hidden", "secret");
    assertThat(config.toString()).doesNotContain("hidden", "secret");
  }

  @Test
  void aReadOverALostConnectionIsMadeAgainOverANewOne() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock);
        Connection connection = PostgresServer.get().connect(store.database);
        Statement statement = connection.createStatement()) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      for (int i = 0; i < 10; i++) {
        driver.job(job); // Every reader has a connection now.
      }

      statement.execute(DISCONNECT_ALL);

      for (int i = 0; i < 10; i++) {
        assertThat(driver.job(job).id()).isEqualTo(job.id());
      }
    }
  }

  @Test
  void aLostConnectionIsReplaced() throws Exception {
    try (PostgresTestStore store = PostgresTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      OpenExecution planned = driver.planOne(lease);
      disconnect(store);

      // The first write finds out; it may fail, as nothing of it was committed.
      store.store.ping().toCompletableFuture().exceptionally(_ -> 0L).join();

      assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isTrue();
      join(store.store.ping());
      assertThat(driver.job(job).id()).isEqualTo(job.id());
    }
  }
}
