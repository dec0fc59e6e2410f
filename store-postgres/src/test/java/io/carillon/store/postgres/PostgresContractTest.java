package io.carillon.store.postgres;

import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContracts;
import io.carillon.testkit.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The store on PostgreSQL keeps what every store promises. */
@SuppressWarnings("NullAway.Init") // set before all tests
final class PostgresContractTest extends StoreContracts {
  private static String database;

  @BeforeAll
  static void createDatabase() throws Exception {
    database = PostgresServer.get().createDatabase();
  }

  @AfterAll
  static void dropDatabase() throws Exception {
    PostgresServer.get().dropDatabase(database);
  }

  @Override
  protected TestStore openEmpty(ManualClock clock) throws Exception {
    return PostgresTestStore.openEmptied(database, clock);
  }
}
