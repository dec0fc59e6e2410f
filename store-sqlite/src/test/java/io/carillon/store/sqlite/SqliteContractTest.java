package io.carillon.store.sqlite;

import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContracts;
import io.carillon.testkit.TestStore;

/** The embedded store keeps what every store promises. */
final class SqliteContractTest extends StoreContracts {
  @Override
  protected TestStore openEmpty(ManualClock clock) throws Exception {
    return SqliteTestStore.open(clock);
  }
}
