package io.carillon.store.postgres;

import io.carillon.core.Clock;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreContracts;
import io.carillon.testkit.TestStore;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The store on PostgreSQL keeps what every store promises. One store for all tests, emptied after
 * each, as opening one takes longer than most of them.
 */
@SuppressWarnings("NullAway.Init") // set before all tests
final class PostgresContractTest extends StoreContracts {
  private static String database;
  private static JdbcStore store;

  /** The clock of the test that runs. */
  private static volatile ManualClock current = new ManualClock(StoreContract.START);

  private static final Clock CLOCK =
      new Clock() {
        @Override
        public long wallMs() {
          return current.wallMs();
        }

        @Override
        public long monotonicNanos() {
          return current.monotonicNanos();
        }
      };

  @BeforeAll
  static void openStore() throws Exception {
    PostgresServer server = PostgresServer.get();
    database = server.createDatabase();
    SecretKeys keys = SecretKeys.of(List.of(SecretKeys.generate()));
    store = PostgresStore.open(server.config(database), keys, CLOCK, CommitListener.NONE, () -> {});
  }

  @AfterAll
  static void closeStore() throws Exception {
    store.close();
    PostgresServer.get().dropDatabase(database);
  }

  @Override
  protected TestStore openEmpty(ManualClock clock) throws Exception {
    current = clock;
    return PostgresTestStore.shared(database, store);
  }
}
