package io.carillon.store.postgres;

import io.carillon.testkit.ManualClock;
import io.carillon.testkit.NamespacesContract;

/** Namespaces in PostgreSQL. */
final class PostgresNamespacesTest extends NamespacesContract {
  @Override
  protected Opened open(ManualClock clock) throws Exception {
    PostgresTestStore store = PostgresTestStore.open(clock);
    return new Opened(store, store.store.apiKeys(), store.store.audit(), store.store.namespaces());
  }
}
