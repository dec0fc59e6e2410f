package io.carillon.store.postgres;

import io.carillon.testkit.FullTestStore;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.OutcomeCountsContract;

/** Counts of outcomes in PostgreSQL. */
final class PostgresOutcomeCountsTest extends OutcomeCountsContract {
  @Override
  protected FullTestStore openFull(ManualClock clock) throws Exception {
    return PostgresTestStore.open(clock);
  }
}
