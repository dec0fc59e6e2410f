package io.carillon.store.postgres;

import io.carillon.testkit.ManualClock;
import io.carillon.testkit.OutcomeCountsContract;

/** Counts of outcomes in PostgreSQL. */
final class PostgresOutcomeCountsTest extends OutcomeCountsContract {
  @Override
  protected Opened open(ManualClock clock) throws Exception {
    PostgresTestStore store = PostgresTestStore.open(clock);
    return new Opened(store, store.store.namespaces(), store.store.outcomeCounts());
  }
}
