package io.carillon.store.postgres;

import io.carillon.core.port.ApiKeys;
import io.carillon.testkit.ApiKeysContract;
import io.carillon.testkit.ManualClock;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

/** API keys in PostgreSQL. */
@SuppressWarnings("NullAway.Init") // set before each test
final class PostgresApiKeysTest extends ApiKeysContract {
  private PostgresTestStore store;

  @Override
  protected ApiKeys open(ManualClock clock) throws Exception {
    store = PostgresTestStore.open(clock);
    return store.store.apiKeys();
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }
}
