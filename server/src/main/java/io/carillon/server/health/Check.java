package io.carillon.server.health;

import org.jspecify.annotations.Nullable;

/**
 * The state of one part.
 *
 * @param detail what is wrong, or null
 */
record Check(String name, boolean isUp, @Nullable String detail) {
  static Check up(String name) {
    return new Check(name, true, null);
  }

  static Check of(String name, boolean isUp, String detail) {
    return isUp ? up(name) : new Check(name, false, detail);
  }
}
