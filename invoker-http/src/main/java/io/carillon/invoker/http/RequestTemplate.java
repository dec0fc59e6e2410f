package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.Target;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What all requests to one target have in common, worked out once. Immutable. */
final class RequestTemplate {
  private static final CharSequence HOST = HttpHeaders.createOptimized("host");
  private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("User-Agent");
  private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("Content-Type");

  final Destination destination;
  final @Nullable BodyTemplate body;

  /** The head of HTTP/1.1 as far as it is always the same; empty where TLS is spoken. */
  final byte[] head;

  private final Target target;
  private final CharSequence userAgent;

  RequestTemplate(Target target, CharSequence userAgent) {
    this.target = target;
    this.userAgent = userAgent;
    destination = target.destination();
    body = body(target);
    head = destination.scheme().equals("https") ? new byte[0] : head();
  }

  private static @Nullable BodyTemplate body(Target target) {
    if (!Target.carriesBody(target.method())) {
      return null;
    }
    Target.Body given = target.body();
    if (given != null) {
      return new BodyTemplate(given.text());
    }
    return target.method().equals("DELETE") ? null : BodyTemplate.ENVELOPE;
  }

  private byte[] head() {
    var request = RequestHead.request(target.method(), RequestLine.pathAndQuery(target.api()));
    request.headers().set(HOST, RequestLine.host(destination));
    addHeaders((name, value) -> request.headers().add(name, value));
    return RequestHead.encode(request);
  }

  /** Method and path, as Vert.x takes them. */
  RequestOptions line() {
    return RequestLine.of(target.method(), target.api());
  }

  boolean isHead() {
    return target.method().equals("HEAD");
  }

  /** Hands out the headers that are the same for all requests, but those of the protocol. */
  void addHeaders(BiConsumer<CharSequence, CharSequence> to) {
    target.headers().forEach(to);
    if (!isGiven("User-Agent")) {
      to.accept(USER_AGENT, userAgent);
    }
    if (body != null && !isGiven("Content-Type")) {
      to.accept(CONTENT_TYPE, contentType());
    }
  }

  /** See {@link Outgoing#masked}. Debug pages show the headers of the request that they answer. */
  String masked(String response) {
    return EchoedValues.mask(response, target.headers().values());
  }

  private boolean isGiven(String name) {
    for (String given : target.headers().keySet()) {
      if (name.equalsIgnoreCase(given)) {
        return true;
      }
    }
    return false;
  }

  private String contentType() {
    Target.Body given = target.body();
    return given == null || given.json() ? "application/json" : "text/plain; charset=utf-8";
  }
}
