package io.carillon.store.postgres;

import io.carillon.testkit.FullTestStore;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.NamespacesContract;

/** Namespaces in PostgreSQL. */
final class PostgresNamespacesTest extends NamespacesContract {
  @Override
  protected FullTestStore openFull(ManualClock clock) throws Exception {
    return PostgresTestStore.open(clock);
  }
}
