package io.carillon.store.jdbc;

import io.carillon.core.port.StoreUnavailable;
import java.sql.SQLException;

/** What the stage of a failed write or read carries. */
final class StoreErrors {
  private StoreErrors() {}

  static RuntimeException of(Database database, SQLException e) {
    return database.isUnavailable(e)
        ? new StoreUnavailable("the store cannot be used now: " + e.getMessage(), e)
        : new IllegalStateException("the store refused the statement: " + e.getMessage(), e);
  }
}
