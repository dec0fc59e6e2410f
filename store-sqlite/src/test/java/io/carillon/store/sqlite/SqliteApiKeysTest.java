package io.carillon.store.sqlite;

import io.carillon.core.port.ApiKeys;
import io.carillon.testkit.ApiKeysContract;
import io.carillon.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** API keys in the embedded store. */
@SuppressWarnings("NullAway.Init") // set before each test
final class SqliteApiKeysTest extends ApiKeysContract {
  @TempDir Path folder;
  private SqliteTestStore store;

  @Override
  protected ApiKeys open(ManualClock clock) throws IOException {
    store = SqliteTestStore.openAt(folder.resolve("test.db"), clock);
    return store.store.apiKeys();
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }
}
