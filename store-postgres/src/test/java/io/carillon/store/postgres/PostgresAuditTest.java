package io.carillon.store.postgres;

import io.carillon.testkit.AuditContract;
import io.carillon.testkit.FullTestStore;
import io.carillon.testkit.ManualClock;

/** The audit in PostgreSQL. */
final class PostgresAuditTest extends AuditContract {
  @Override
  protected FullTestStore openFull(ManualClock clock) throws Exception {
    return PostgresTestStore.open(clock);
  }
}
