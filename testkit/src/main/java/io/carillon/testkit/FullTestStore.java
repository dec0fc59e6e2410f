package io.carillon.testkit;

import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.Audit;
import io.carillon.core.port.Namespaces;
import io.carillon.core.port.OutcomeCounts;

/** A store with what only the API works with, too. */
public interface FullTestStore extends TestStore {
  ApiKeys apiKeys();

  Audit audit();

  Namespaces namespaces();

  OutcomeCounts outcomeCounts();
}
