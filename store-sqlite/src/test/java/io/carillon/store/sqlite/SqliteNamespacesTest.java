package io.carillon.store.sqlite;

import io.carillon.testkit.FullTestStore;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.NamespacesContract;

/** Namespaces in the embedded store. */
final class SqliteNamespacesTest extends NamespacesContract {
  @Override
  protected FullTestStore openFull(ManualClock clock) throws Exception {
    return SqliteTestStore.open(clock);
  }
}
