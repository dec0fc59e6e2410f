package io.carillon.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers, each with the headers that keep browsers from guessing and framing. */
final class Responses {
  private static final CharSequence CSP = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence NOTHING =
      HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private Responses() {}

  /** Writes the whole answer unless the client is gone. */
  static void write(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    response.putHeader(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    response.putHeader(CSP, NOTHING);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    String contentType = answer.contentType();
    if (contentType != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, contentType);
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    }
    answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
    if (contentType == null || request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(answer.body());
    }
  }
}
