package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Scope;

/**
 * Who makes a request. Immutable.
 *
 * @param id what stays the same of him, such as {@code key:01a2...}
 * @param name for people
 */
public record Principal(String id, String name, Scope scope) {
  /** Anybody, where nobody needs a key. */
  public static final Principal ANYBODY = new Principal("anybody", "anybody", Scope.ADMIN);

  /** He as the one who asks for a change. */
  public Caller from(String address) {
    return new Caller(id, name, address);
  }

  static Principal of(ApiKey key) {
    return new Principal("key:" + key.id(), key.name(), key.scope());
  }
}
