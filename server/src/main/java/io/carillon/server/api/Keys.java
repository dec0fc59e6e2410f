package io.carillon.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.ApiKey;
import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import io.carillon.core.JobId;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import io.carillon.server.access.KeyRing;
import io.carillon.server.access.KeyText;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import io.carillon.server.json.KeyJson;
import io.carillon.server.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes, lists and revokes API keys. Thread-safe. */
final class Keys {
  private final ApiKeys keys;
  private final KeyRing ring;
  private final Clock clock;

  Keys(ApiKeys keys, KeyRing ring, Clock clock) {
    this.keys = keys;
    this.ring = ring;
    this.clock = clock;
  }

  CompletionStage<Answer> create(Request request) {
    ObjectNode body = request.object();
    String text = KeyText.generate();
    ApiKey key =
        ApiKey.create(
            namespace(request, body.path("namespace").textValue()),
            body.path("name").textValue(),
            Scope.of(body.path("scope").textValue()),
            KeyText.hash(text),
            clock.now(),
            expiresAt(body.path("expiresAt").textValue()));
    if (ring.isEmpty() && !key.mayBeFirst()) {
      throw Problem.of(
              ProblemCode.FIRST_KEY_NOT_ADMIN,
              "from now on only an admin's of the namespace default can make further ones")
          .exception();
    }
    return OnLoop.bring(keys.by(request.caller()).create(key))
        .thenApply(
            created ->
                switch (created) {
                  case YES -> shown(key, text);
                  case NAME_TAKEN ->
                      throw Problem.of(
                              ProblemCode.KEY_NAME_TAKEN, "revoke one that is no longer used")
                          .exception();
                  case UNKNOWN_NAMESPACE ->
                      throw Problem.of(ProblemCode.UNKNOWN_NAMESPACE, key.namespace()).exception();
                  case KNOWN -> throw new IllegalStateException("the key is not random");
                });
  }

  /** The caller's own, unless he may decide about others. */
  private static String namespace(Request request, @Nullable String named) {
    String own = request.namespace().name();
    if (named != null && !named.equals(own) && !request.principal().isOfInstallation()) {
      throw Problem.of(
              ProblemCode.FORBIDDEN, "keys of other namespaces are made in the namespace default")
          .exception();
    }
    return named == null ? own : named;
  }

  private Answer shown(ApiKey key, String text) {
    ring.add(key);
    return Answer.json(201, out -> KeyJson.write(out, key, text));
  }

  private @Nullable Instant expiresAt(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Instant expiresAt =
        Times.parse(text).orElseThrow(() -> new Invalid("expiresAt", Times.EXPECTED));
    Invalid.unless(expiresAt.isAfter(clock.now()), "expiresAt", "must be in the future");
    return expiresAt;
  }

  CompletionStage<Answer> list(Request request) {
    return seen(request).thenApply(list -> Answer.json(200, out -> KeyJson.write(out, list)));
  }

  /** Those of the caller's namespace, or all when he may decide about them. */
  private CompletionStage<List<ApiKey>> seen(Request request) {
    boolean seesAll = request.principal().isOfInstallation();
    String own = request.namespace().name();
    return keys.list()
        .thenApply(
            list -> list.stream().filter(key -> seesAll || key.namespace().equals(own)).toList());
  }

  CompletionStage<Answer> revoke(Request request) {
    UUID id = id(request);
    CompletionStage<Boolean> revoked =
        seen(request)
            .thenCompose(
                list ->
                    list.stream().anyMatch(key -> key.id().equals(id))
                        ? keys.by(request.caller()).revoke(id)
                        : CompletableFuture.completedStage(false));
    return OnLoop.bring(revoked)
        .thenApply(
            isKnown -> {
              if (!isKnown) {
                throw unknown();
              }
              ring.refresh();
              return Answer.noContent();
            });
  }

  private static UUID id(Request request) {
    return JobId.parse(request.parameters().text("id")).orElseThrow(Keys::unknown).value();
  }

  private static RuntimeException unknown() {
    return Problem.of(ProblemCode.UNKNOWN_KEY, null).exception();
  }
}
