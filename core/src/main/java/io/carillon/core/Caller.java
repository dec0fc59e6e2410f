package io.carillon.core;

/**
 * Who asks for a change, for the audit. Immutable.
 *
 * @param id what stays the same of him, such as {@code key:01a2...}
 * @param name for people
 * @param address from where, as text; empty when that says nothing
 */
public record Caller(String id, String name, String address) {
  /** The system itself, whose changes are not noted. */
  public static final Caller SYSTEM = new Caller("system", "system", "");
}
