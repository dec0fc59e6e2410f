package io.carillon.testkit;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store promises. An adapter extends each of the suites and opens an empty store for
 * each test; it is done when they pass.
 */
@SuppressWarnings("NullAway.Init") // set before each test
public abstract class StoreContract {
  /** Half a second after a full one, so that an occurrence lies on either side. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00.500Z");

  protected final ManualClock clock = new ManualClock(START);
  protected TestStore store;
  protected StoreDriver driver;

  /** Opens an empty store that reads its time from the clock. */
  protected abstract TestStore open(ManualClock clock) throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open(clock);
    driver = new StoreDriver(store, clock);
  }

  @AfterEach
  final void closeStore() throws Exception {
    try (TestStore opened = store) {
      opened.verify();
    }
  }
}
