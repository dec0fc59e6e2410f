package io.carillon.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.Namespaces;
import io.carillon.server.access.NamespaceCache;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import io.carillon.server.json.NamespaceJson;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Shows namespaces, makes them and sets their quotas. Thread-safe. */
final class NamespaceOperations {
  private final Namespaces namespaces;
  private final NamespaceCache cache;

  NamespaceOperations(Namespaces namespaces, NamespaceCache cache) {
    this.namespaces = namespaces;
    this.cache = cache;
  }

  CompletionStage<Answer> list(Request request) {
    return namespaces
        .list()
        .thenApply(list -> Answer.json(200, out -> NamespaceJson.write(out, list)));
  }

  /** Of another namespace nobody learns whether there is one, but who may decide about it. */
  CompletionStage<Answer> get(Request request) {
    String name = request.parameters().text("name");
    if (!name.equals(request.namespace().name()) && !request.principal().isOfInstallation()) {
      throw unknown();
    }
    return namespaces
        .list()
        .thenApply(
            list ->
                list.stream()
                    .filter(namespace -> namespace.name().equals(name))
                    .findAny()
                    .orElseThrow(NamespaceOperations::unknown))
        .thenApply(NamespaceOperations::shown);
  }

  CompletionStage<Answer> put(Request request) {
    String name = request.parameters().text("name");
    Quotas quotas = quotas(request.object().path("quotas"));
    return OnLoop.bring(namespaces.by(request.caller()).put(name, quotas))
        .thenApply(
            found -> {
              Namespace namespace =
                  found.orElseThrow(
                      () -> Problem.of(ProblemCode.TOO_MANY_NAMESPACES, null).exception());
              cache.add(namespace);
              return shown(namespace);
            });
  }

  private static Quotas quotas(JsonNode json) {
    if (!(json instanceof ObjectNode quotas)) {
      return Quotas.NONE;
    }
    return new Quotas(
        integer(quotas, "jobsMax"),
        quotas.hasNonNull("intervalMsMin") ? quotas.path("intervalMsMin").longValue() : null,
        integer(quotas, "bodyBytesMax"),
        integer(quotas, "inFlightMax"),
        integer(quotas, "requestsPerSecondMax"));
  }

  private static @Nullable Integer integer(ObjectNode quotas, String field) {
    return quotas.hasNonNull(field) ? quotas.path(field).intValue() : null;
  }

  private static Answer shown(Namespace namespace) {
    return Answer.json(200, out -> NamespaceJson.write(out, namespace));
  }

  private static RuntimeException unknown() {
    return Problem.of(ProblemCode.UNKNOWN_NAMESPACE, null).exception();
  }
}
