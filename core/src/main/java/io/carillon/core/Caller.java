package io.carillon.core;

/**
 * Who asks: his namespace is all that he sees, and what he changes is noted as his in the audit.
 * Immutable.
 *
 * @param namespaceKey the store's internal key of the namespace that he works in
 * @param id what stays the same of him, such as {@code key:01a2...}
 * @param name for people
 * @param address from where, as text; empty when that says nothing
 */
public record Caller(int namespaceKey, String id, String name, String address) {
  /** The system itself, in the default namespace; its changes are not noted. */
  public static final Caller SYSTEM = new Caller(Namespace.DEFAULT_KEY, "system", "system", "");
}
