/**
 * The embedded store: one SQLite file, one writer thread that groups writes into transactions, a
 * few readers, and a thread that makes checkpoints. Entry point: {@link SqliteStore}.
 */
@NullMarked
package io.carillon.store.sqlite;

import org.jspecify.annotations.NullMarked;
