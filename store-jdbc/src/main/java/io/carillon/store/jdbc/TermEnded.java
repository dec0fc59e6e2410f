package io.carillon.store.jdbc;

import java.sql.SQLException;

/** Another node has ended the term under which a transaction was written. */
final class TermEnded extends SQLException {
  TermEnded() {
    super("the node's term has ended");
  }
}
