package io.carillon.store.jdbc;

import java.sql.SQLException;

/**
 * What a write does inside the writer's transaction. May be applied again after a rollback, so it
 * keeps nothing between calls. An expected conflict is a result; an exception undoes this work
 * alone.
 */
@FunctionalInterface
interface Work<T> {
  T apply(Session session) throws SQLException;

  /**
   * Whether it leaves rows to be written together with those of others like it, see {@link
   * NewJobs}; what follows that does not leave any sees them all.
   */
  default boolean gathers() {
    return false;
  }
}
