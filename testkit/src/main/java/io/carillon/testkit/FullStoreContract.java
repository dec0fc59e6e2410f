package io.carillon.testkit;

/** What a store promises that has also what only the API works with. */
@SuppressWarnings("NullAway.Init") // set before each test
public abstract class FullStoreContract extends StoreContract {
  /** The same as {@link #store}. */
  protected FullTestStore full;

  /** Opens an empty store that reads its time from the clock. */
  protected abstract FullTestStore openFull(ManualClock clock) throws Exception;

  @Override
  protected final TestStore open(ManualClock clock) throws Exception {
    full = openFull(clock);
    return full;
  }
}
