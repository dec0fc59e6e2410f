package io.carillon.store.sqlite;

import io.carillon.testkit.FullTestStore;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.OutcomeCountsContract;

/** Counts of outcomes in the embedded store. */
final class SqliteOutcomeCountsTest extends OutcomeCountsContract {
  @Override
  protected FullTestStore openFull(ManualClock clock) throws Exception {
    return SqliteTestStore.open(clock);
  }
}
