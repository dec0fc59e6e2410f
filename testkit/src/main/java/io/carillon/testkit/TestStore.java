package io.carillon.testkit;

import io.carillon.core.port.Alerts;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import java.io.IOException;

/** An empty store of the adapter under test. */
public interface TestStore extends AutoCloseable {
  JobStore jobs();

  Ledger ledger();

  History history();

  Alerts alerts();

  /** Throws when the adapter's own rows contradict each other. Called after every test. */
  void verify() throws Exception;

  @Override
  void close() throws IOException;
}
