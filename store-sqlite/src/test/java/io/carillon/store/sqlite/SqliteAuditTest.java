package io.carillon.store.sqlite;

import io.carillon.testkit.AuditContract;
import io.carillon.testkit.ManualClock;

/** The audit in the embedded store. */
final class SqliteAuditTest extends AuditContract {
  @Override
  protected Opened open(ManualClock clock) throws Exception {
    SqliteTestStore store = SqliteTestStore.open(clock);
    return new Opened(store, store.store.apiKeys(), store.store.audit());
  }
}
