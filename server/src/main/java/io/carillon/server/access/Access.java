package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Scope;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in. As long as there never was a key, everybody who reaches the API may do
 * everything; the start makes sure that only the right ones reach it. Thread-safe.
 */
public final class Access {
  private static final String API_KEY = "X-API-Key";
  private static final String BEARER = "Bearer ";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** An IPv6 address with a zone, and some room. */
  private static final int ADDRESS_LENGTH_MAX = 64;

  private final KeyRing keys;
  private final boolean isBehindProxy;

  /**
   * @param isBehindProxy whether a trusted proxy is the one who connects, and says for whom
   */
  public Access(KeyRing keys, boolean isBehindProxy) {
    this.keys = keys;
    this.isBehindProxy = isBehindProxy;
  }

  /**
   * Where a request comes from. Of the addresses in X-Forwarded-For only the last one is the
   * proxy's word; those before it are the client's.
   */
  public String address(HttpServerRequest request) {
    String forwarded = isBehindProxy ? request.getHeader(FORWARDED_FOR) : null;
    if (forwarded != null) {
      String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      return last.substring(0, Math.min(last.length(), ADDRESS_LENGTH_MAX));
    }
    SocketAddress peer = request.remoteAddress();
    return peer == null ? "" : Objects.requireNonNullElse(peer.hostAddress(), "");
  }

  /**
   * Judges a request.
   *
   * @param needed the scope that the operation needs; empty for none
   */
  public Admission admit(HttpServerRequest request, Optional<Scope> needed) {
    if (needed.isEmpty() || keys.isEmpty()) {
      return new Admission.Granted(Principal.ANYBODY);
    }
    String given = given(request);
    if (given == null) {
      return new Admission.Unknown(false);
    }
    ApiKey key = keys.find(given);
    if (key == null) {
      return new Admission.Unknown(true);
    }
    Principal principal = Principal.of(key);
    return key.scope().allows(needed.get())
        ? new Admission.Granted(principal)
        : new Admission.Forbidden(principal);
  }

  private static @Nullable String given(HttpServerRequest request) {
    String key = request.getHeader(API_KEY);
    if (key != null) {
      return key;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).strip()
        : null;
  }
}
