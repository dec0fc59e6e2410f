package io.carillon.server.health;

import org.jspecify.annotations.Nullable;

/**
 * The state of one part.
 *
 * @param isVital whether nothing works without it; otherwise the server does its work all the same
 * @param detail what is wrong, or null
 */
record Check(String name, boolean isUp, boolean isVital, @Nullable String detail) {
  static Check of(String name, boolean isUp, String detail) {
    return new Check(name, isUp, true, isUp ? null : detail);
  }

  /** Of a part that the server can do without for a while. */
  static Check notVital(String name, boolean isUp, String detail) {
    return new Check(name, isUp, false, isUp ? null : detail);
  }
}
