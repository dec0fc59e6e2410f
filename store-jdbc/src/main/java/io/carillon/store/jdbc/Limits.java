package io.carillon.store.jdbc;

import io.carillon.core.Invalid;

/** Bounds of lists. */
final class Limits {
  /** How many items a page may have. */
  static final int PAGE_MAX = 500;

  /** How many rows a page examines at the most; a page may then be short and have a next one. */
  static final int EXAMINED_MAX = 20_000;

  private Limits() {}

  static int page(int limit) {
    Invalid.unless(limit >= 1 && limit <= PAGE_MAX, "limit", "must be 1 to " + PAGE_MAX);
    return limit;
  }
}
