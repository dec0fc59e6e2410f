/**
 * The embedded store: one SQLite file and a thread that makes its checkpoints. Entry point: {@link
 * SqliteStore}.
 */
@NullMarked
package io.carillon.store.sqlite;

import org.jspecify.annotations.NullMarked;
