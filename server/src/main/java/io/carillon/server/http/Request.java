package io.carillon.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Caller;
import io.carillon.core.Namespace;
import io.carillon.server.access.Principal;
import io.carillon.server.contract.Parameters;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that the contract allows.
 *
 * @param principal who makes it
 * @param address from where
 * @param json the body, or null when the operation takes none or it is no JSON
 * @param raw the body as it came
 */
public record Request(
    Principal principal,
    String address,
    Parameters parameters,
    @Nullable JsonNode json,
    Buffer raw) {

  /** Who makes it, as the store knows him. */
  public Caller caller() {
    return principal.from(address);
  }

  /** The namespace that it is about. */
  public Namespace namespace() {
    return principal.namespace();
  }

  /** The body of an operation that takes a JSON object. */
  public ObjectNode object() {
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("the contract does not promise a JSON object");
  }
}
