package io.carillon.server.api;

import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.Scope;
import io.carillon.server.access.Principal;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Request;
import io.carillon.server.json.Json;
import io.carillon.server.json.Violations;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Requests for operations that are called without a server. */
final class TestRequest {
  private static final Contract CONTRACT = Contract.load();

  private TestRequest() {}

  /** A request without parameters, of an admin of a namespace. */
  static Request of(String operationId, int namespaceKey, String json) {
    Parameters none =
        CONTRACT.operations().stream()
            .filter(operation -> operation.id().equals(operationId))
            .findFirst()
            .orElseThrow()
            .read(Set.of(), _ -> List.of(), new Violations());
    Namespace namespace =
        new Namespace(namespaceKey, "team-" + namespaceKey, Quotas.NONE, Instant.EPOCH);
    Principal principal = new Principal("anybody", "anybody", Scope.ADMIN, namespace);
    return new Request(
        principal,
        "127.0.0.1",
        none,
        Json.parse(json.getBytes(StandardCharsets.UTF_8)),
        Buffer.buffer());
  }
}
