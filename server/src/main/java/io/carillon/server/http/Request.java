package io.carillon.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Caller;
import io.carillon.server.contract.Parameters;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that the contract allows.
 *
 * @param caller who makes it
 * @param json the body, or null when the operation takes none or it is no JSON
 * @param raw the body as it came
 */
public record Request(Caller caller, Parameters parameters, @Nullable JsonNode json, Buffer raw) {

  /** The body of an operation that takes a JSON object. */
  public ObjectNode object() {
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("the contract does not promise a JSON object");
  }
}
