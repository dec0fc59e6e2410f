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
}
