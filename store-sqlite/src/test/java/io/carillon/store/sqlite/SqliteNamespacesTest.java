package io.carillon.store.sqlite;

import io.carillon.testkit.ManualClock;
import io.carillon.testkit.NamespacesContract;

/** Namespaces in the embedded store. */
final class SqliteNamespacesTest extends NamespacesContract {
  @Override
  protected Opened open(ManualClock clock) throws Exception {
    SqliteTestStore store = SqliteTestStore.open(clock);
    return new Opened(store, store.store.apiKeys(), store.store.audit(), store.store.namespaces());
  }
}
