package io.carillon.store.sqlite;

import io.carillon.testkit.AuditContract;
import io.carillon.testkit.FullTestStore;
import io.carillon.testkit.ManualClock;

/** The audit in the embedded store. */
final class SqliteAuditTest extends AuditContract {
  @Override
  protected FullTestStore openFull(ManualClock clock) throws Exception {
    return SqliteTestStore.open(clock);
  }
}
