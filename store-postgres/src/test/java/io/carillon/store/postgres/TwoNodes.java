package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;

import io.carillon.core.port.Lease;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** Two nodes on one database, each with a term. */
final class TwoNodes {
  static final Duration AHEAD = Duration.ofSeconds(5);

  final ManualClock clock = new ManualClock(StoreContract.START);
  final PostgresTestStore first;
  final JdbcStore second;
  final StoreDriver driver;
  final Lease a;
  final Lease b;

  /** The second one's lease is short. */
  TwoNodes() throws Exception {
    this(PostgresServer.get()::config);
  }

  private TwoNodes(BiFunction<String, String, PostgresConfig> configOfSecond) throws Exception {
    first = PostgresTestStore.open(clock);
    second =
        PostgresStore.open(
            configOfSecond.apply(first.database, "node-b"), clock, CommitListener.NONE, () -> {});
    driver = new StoreDriver(first, clock);
    a = driver.takeOver();
    b = join(second.ledger().takeOver("node-b")).lease();
  }

  /** Both wait for each other's rows as long as it takes. */
  static TwoNodes patient() throws Exception {
    return new TwoNodes(PostgresServer.get()::patient);
  }

  void expire(Lease lease) throws Exception {
    first.execute("UPDATE node SET lease_until = 1 WHERE node_key = " + lease.nodeKey());
  }

  CompletionStage<PlanBatch> plan(JdbcStore store, Lease lease) {
    return plan(store, lease, clock);
  }

  static CompletionStage<PlanBatch> plan(JdbcStore store, Lease lease, ManualClock clock) {
    long untilMs = clock.wallMs() + AHEAD.toMillis();
    return store
        .ledger()
        .plan(
            lease,
            new PlanRequest(untilMs, StoreDriver.LIMIT, StoreDriver.LIMIT),
            (job, nextMs) -> StoreDriver.everyOccurrence(job, nextMs, untilMs));
  }

  void close() throws Exception {
    second.close();
    try (PostgresTestStore opened = first) {
      opened.verify();
    }
  }
}
