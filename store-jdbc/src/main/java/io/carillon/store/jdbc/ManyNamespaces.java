package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Whether there is another namespace than the default one. Only then may a walk along what all
 * namespaces have together pass over rows, so that it needs a bound.
 */
final class ManyNamespaces {
  /** Primary key. */
  private static final String OTHER = "SELECT 1 FROM namespace WHERE namespace_key > 1 LIMIT 1";

  private ManyNamespaces() {}

  static boolean in(Statements statements) throws SQLException {
    try (ResultSet row = statements.of(OTHER).query()) {
      return row.next();
    }
  }
}
