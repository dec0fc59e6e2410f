package io.carillon.core;

/** What somebody may do; each scope allows what those before it allow. */
public enum Scope {
  /** To look. */
  READ,

  /** To change jobs, and what follows from that. */
  WRITE,

  /** To decide who may do what. */
  ADMIN;

  /** Whether who has this scope may do what needs the other. */
  public boolean allows(Scope needed) {
    return compareTo(needed) >= 0;
  }
}
