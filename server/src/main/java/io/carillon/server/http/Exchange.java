package io.carillon.server.http;

import io.carillon.server.access.Admission;
import io.carillon.server.access.Principal;
import io.carillon.server.contract.OperationSpec;
import io.carillon.server.contract.ParameterSpec;
import io.carillon.server.contract.Parameters;
import io.carillon.server.json.Violations;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request, from its head to its answer. Lives on the event loop of its connection. */
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String CHALLENGE = "Bearer realm=\"carillon\"";

  private final HttpFront front;
  private final HttpServerRequest request;
  private final Context context;
  private final long startedNanos = System.nanoTime();
  private String operation = "none";
  private @Nullable RequestBody body;

  Exchange(HttpFront front, HttpServerRequest request) {
    this.front = front;
    this.request = request;
    this.context = Objects.requireNonNull(Vertx.currentContext());
  }

  void run() {
    Problem refusal = front.guard.refuse(request);
    if (refusal != null) {
      write(Answer.problem(refusal));
      return;
    }
    PathTree.Found found = front.tree.find(Objects.requireNonNullElse(request.path(), ""));
    if (found == null) {
      write(Answer.problem(Problem.of(ProblemCode.UNKNOWN_ROUTE, null)));
      return;
    }
    PathTree.Target target = found.target(request.method().name());
    if (target == null) {
      String allowed = String.join(", ", found.methods());
      write(
          Answer.problem(Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "allowed: " + allowed))
              .with("Allow", allowed));
      return;
    }
    operation = target.route().spec().id();
    CompletableFuture<Admission> admission =
        front.access.admit(request, target.route().spec()).toCompletableFuture();
    if (admission.isDone()) {
      admitted(admission.join(), target, found.values());
    } else {
      // What else comes of the request waits until somebody takes it.
      request.pause();
      var _ =
          admission.thenAccept(
              judged ->
                  context.runOnContext(
                      _ -> {
                        admitted(judged, target, found.values());
                        request.resume();
                      }));
    }
  }

  private void admitted(Admission admission, PathTree.Target target, List<String> values) {
    switch (admission) {
      case Admission.Granted(Principal principal) -> granted(principal, target, values);
      case Admission.Unknown(boolean isInvalid) -> write(unauthenticated(isInvalid));
      case Admission.Forbidden(String name, String has) -> write(forbidden(name, has, target));
      case Admission.OfInstallation(String name, String namespace) ->
          write(
              forbidden(
                  "%s works in the namespace %s; this concerns the whole installation"
                      .formatted(name, namespace)));
      case Admission.UnknownNamespace(String name, String namespace) ->
          write(
              forbidden(
                  namespace.isEmpty()
                      ? "the token of %s names no namespace".formatted(name)
                      : "there is no namespace %s, which %s works in".formatted(namespace, name)));
      case Admission.Undecided _ ->
          write(Answer.problem(Problem.of(ProblemCode.IDENTITY_PROVIDER_UNAVAILABLE, null)));
    }
  }

  private void granted(Principal principal, PathTree.Target target, List<String> values) {
    boolean isFree = target.route().spec().scope().isEmpty();
    if (isFree || front.rates.take(principal.namespace())) {
      run(target, values, principal);
      return;
    }
    String detail =
        "the namespace %s may make %d requests a second"
            .formatted(
                principal.namespace().name(),
                principal.namespace().quotas().requestsPerSecondMax());
    write(Answer.problem(Problem.of(ProblemCode.TOO_MANY_REQUESTS, detail)));
  }

  private static Answer forbidden(String detail) {
    return Answer.problem(Problem.of(ProblemCode.FORBIDDEN, detail));
  }

  /** A token that has expired is not looked at again: its stream ends. */
  private boolean isAdmitted(OperationSpec spec) {
    CompletableFuture<Admission> admission =
        front.access.admit(request, spec).toCompletableFuture();
    return admission.isDone() && admission.join() instanceof Admission.Granted;
  }

  /** As RFC 6750 words it. */
  private static Answer unauthenticated(boolean isInvalid) {
    String detail =
        isInvalid
            ? "the key or token is wrong, was revoked or has expired"
            : "send it in the header X-API-Key, or as bearer token";
    return Answer.problem(Problem.of(ProblemCode.UNAUTHENTICATED, detail))
        .with("WWW-Authenticate", CHALLENGE + (isInvalid ? ", error=\"invalid_token\"" : ""));
  }

  private static Answer forbidden(String name, String has, PathTree.Target target) {
    String needed = target.route().spec().scope().orElseThrow().text();
    String detail = "%s has the scope %s; this needs %s".formatted(name, has, needed);
    return forbidden(detail)
        .with(
            "WWW-Authenticate",
            CHALLENGE + ", error=\"insufficient_scope\", scope=\"" + needed + "\"");
  }

  /** Answers a request whose head is broken. */
  void refuse() {
    Throwable cause = request.decoderResult() == null ? null : request.decoderResult().cause();
    int status =
        cause instanceof TooLongHttpLineException
            ? 414
            : cause instanceof TooLongFrameException ? 431 : 400;
    write(
        Answer.problem(new Problem(ProblemCode.MALFORMED_REQUEST, status, null, List.of()))
            .with("Connection", "close"));
  }

  private void run(PathTree.Target target, List<String> values, Principal principal) {
    OperationSpec spec = target.route().spec();
    Problem hindrance = spec.method().equals("GET") ? null : front.hindrance();
    if (hindrance != null) {
      write(Answer.problem(hindrance));
      return;
    }
    Violations violations = new Violations();
    Parameters parameters;
    try {
      MultiMap query = request.params(true);
      parameters =
          spec.read(query.names(), spec1 -> given(spec1, query, target, values), violations);
    } catch (IllegalArgumentException e) {
      write(Answer.problem(Problem.of(ProblemCode.MALFORMED_REQUEST, "the query is malformed")));
      return;
    }
    if (target.route().handler() instanceof Handler.Stream stream && violations.isEmpty()) {
      Problem refusal = stream.open(request, principal.namespace(), () -> isAdmitted(spec));
      if (refusal != null) {
        write(Answer.problem(refusal));
      }
      return;
    }
    if (!(target.route().handler() instanceof Handler.Operation handler)
        || (spec.bodies().isEmpty() && !violations.isEmpty())) {
      write(Answer.problem(Problem.of(violations.list())));
      return;
    }
    if (spec.bodies().isEmpty()) {
      answer(handler, new Request(principal, address(), parameters, null, Buffer.buffer()));
      return;
    }
    RequestBody reading = new RequestBody(target.route(), front.limits, request, context);
    body = reading;
    reading
        .read(violations)
        .onSuccess(
            read ->
                answer(
                    handler,
                    new Request(principal, address(), parameters, read.json(), read.raw())))
        .onFailure(this::refused);
  }

  private void refused(Throwable failure) {
    if (failure instanceof RequestBody.BrokenOff) {
      LOG.debug("a request for {} broke off: {}", operation, failure.getMessage());
    } else {
      write(Answer.problem(Problems.of(failure)));
    }
  }

  private String address() {
    return front.access.address(request);
  }

  private List<String> given(
      ParameterSpec parameter, MultiMap query, PathTree.Target target, List<String> values) {
    return switch (parameter.in()) {
      case "path" -> List.of(values.get(target.parameterNames().indexOf(parameter.name())));
      case "header" -> request.headers().getAll(parameter.name());
      default -> query.getAll(parameter.name());
    };
  }

  private void answer(Handler.Operation handler, Request request) {
    try {
      handler
          .answer(request)
          .whenComplete(
              (answer, failure) ->
                  write(failure == null ? answer : Answer.problem(Problems.of(failure))));
    } catch (RuntimeException e) {
      write(Answer.problem(Problems.of(e)));
    }
  }

  private void write(Answer answer) {
    if (Context.isOnEventLoopThread() && context.equals(Vertx.currentContext())) {
      Responses.write(request, answer);
    } else {
      context.runOnContext(_ -> Responses.write(request, answer));
    }
    if (body != null) {
      body.release();
    }
    front.listener.answered(operation, answer.status(), System.nanoTime() - startedNanos);
  }
}
