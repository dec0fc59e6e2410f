package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;

/**
 * Who makes a request. Immutable.
 *
 * @param id what stays the same of him, such as {@code key:01a2...}
 * @param name for people
 * @param namespace that he works in
 */
public record Principal(String id, String name, Scope scope, Namespace namespace) {

  /** He as the one who asks for a change. */
  public Caller from(String address) {
    return new Caller(namespace.key(), id, name, address);
  }

  /** Whether he may look at and decide about the whole installation, as far as his scope goes. */
  public boolean isOfInstallation() {
    return namespace.key() == Namespace.DEFAULT_KEY;
  }

  /** Anybody, where nobody needs a key. */
  static Principal anybody(Namespace namespace) {
    return new Principal("anybody", "anybody", Scope.ADMIN, namespace);
  }

  static Principal of(ApiKey key, Namespace namespace) {
    return new Principal("key:" + key.id(), key.name(), key.scope(), namespace);
  }
}
