package io.carillon.store.sqlite;

import io.carillon.testkit.ManualClock;
import io.carillon.testkit.OutcomeCountsContract;

/** Counts of outcomes in the embedded store. */
final class SqliteOutcomeCountsTest extends OutcomeCountsContract {
  @Override
  protected Opened open(ManualClock clock) throws Exception {
    SqliteTestStore store = SqliteTestStore.open(clock);
    return new Opened(store, store.store.namespaces(), store.store.outcomeCounts());
  }
}
