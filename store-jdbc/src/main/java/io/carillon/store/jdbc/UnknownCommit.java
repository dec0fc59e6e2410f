package io.carillon.store.jdbc;

import java.sql.SQLException;

/** The answer of a commit was lost, and nobody could be asked whether it took place. */
final class UnknownCommit extends SQLException {
  private static final long serialVersionUID = 1L;

  UnknownCommit(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
  }
}
