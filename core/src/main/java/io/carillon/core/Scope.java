package io.carillon.core;

import java.util.Locale;

/** What somebody may do; each scope allows what those before it allow. */
public enum Scope {
  /** To look. */
  READ,

  /** To change jobs, and what follows from that. */
  WRITE,

  /** To decide who may do what. */
  ADMIN;

  /** The word in the API and in files, in either case. */
  public static Scope of(String text) {
    for (Scope scope : values()) {
      if (scope.text().equalsIgnoreCase(text)) {
        return scope;
      }
    }
    throw new Invalid("scope", "must be read, write or admin");
  }

  /** The word in the API and in files, in lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether who has this scope may do what needs the other. */
  public boolean allows(Scope needed) {
    return compareTo(needed) >= 0;
  }
}
