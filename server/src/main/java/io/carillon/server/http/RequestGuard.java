package io.carillon.server.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages of other origins out: a page cannot forge the Host header, so while only this
 * machine reaches the server that must be a loopback name (DNS rebinding), and a request that
 * changes something must not come from another origin.
 *
 * @param loopbackOnly whether the server listens on loopback, and no proxy brings others to it
 */
record RequestGuard(boolean loopbackOnly) {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");

  /** Why the request is refused, or null. */
  @Nullable Problem refuse(HttpServerRequest request) {
    if (request.headers().getAll(HttpHeaders.HOST).size() > 1) {
      return Problem.of(ProblemCode.MALFORMED_REQUEST, "there are two Host headers");
    }
    HostAndPort authority = request.authority();
    if (loopbackOnly && (authority == null || !isLoopback(authority.host()))) {
      return Problem.of(
          ProblemCode.HOST_NOT_ALLOWED, "the server listens on loopback: call it by that name");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !isSafe(request.method().name()) && !isSame(origin, request)) {
      return Problem.of(ProblemCode.CROSS_ORIGIN, "the Origin header names another server");
    }
    return null;
  }

  private static boolean isSafe(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static boolean isSame(String origin, HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    HostAndPort authority = request.authority();
    String own = host != null ? host : authority == null ? "" : authority.toString();
    int scheme = origin.indexOf("://");
    return scheme >= 0 && origin.substring(scheme + 3).equalsIgnoreCase(own);
  }

  private static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("::1")
        || name.equals("[::1]")
        || LOOPBACK_V4.matcher(name).matches();
  }
}
