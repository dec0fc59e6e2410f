package io.carillon.store.postgres;

import io.carillon.testkit.AuditContract;
import io.carillon.testkit.ManualClock;

/** The audit in PostgreSQL. */
final class PostgresAuditTest extends AuditContract {
  @Override
  protected Opened open(ManualClock clock) throws Exception {
    PostgresTestStore store = PostgresTestStore.open(clock);
    return new Opened(store, store.store.apiKeys(), store.store.audit());
  }
}
