package io.carillon.server.api;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A small identity provider: discovery, keys, and tokens for whoever asks. */
final class Provider implements AutoCloseable {
  static final String AUDIENCE = "carillon";

  private final HttpServer server;
  private volatile RSAKey key = newKey("first");
  private final RSAKey stranger = newKey("stranger");
  private volatile boolean isDown;
  final AtomicInteger fetches = new AtomicInteger();

  Provider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/keys\"}".formatted(issuer())));
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
    server.start();
  }

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2_048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(isDown ? 503 : 200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void setDown(boolean down) {
    isDown = down;
  }

  /** From now on another key signs, and is the only one that is shown. */
  void rotate() {
    key = newKey("second");
  }

  /** The claims of a good token. */
  JWTClaimsSet.Builder claims(String... roles) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer())
        .audience(AUDIENCE)
        .subject("u-17")
        .claim("preferred_username", "ann")
        .claim("roles", List.of(roles))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  String token(JWTClaimsSet.Builder claims) {
    return token(key, claims);
  }

  /** Of a type: what its header has as "typ". */
  String token(String type, JWTClaimsSet.Builder claims) {
    return token(key, new JOSEObjectType(type), claims);
  }

  /** Signed with a key of somebody else who uses the same key id. */
  String forged(JWTClaimsSet.Builder claims) {
    return token(newKey(key.getKeyID()), claims);
  }

  /** Signed with a key that is not among those that are shown. */
  String ofUnknownKey(JWTClaimsSet.Builder claims) {
    return token(stranger, claims);
  }

  private static String token(RSAKey signing, JWTClaimsSet.Builder claims) {
    return token(signing, JOSEObjectType.JWT, claims);
  }

  private static String token(RSAKey signing, JOSEObjectType type, JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .keyID(signing.getKeyID())
                  .type(type)
                  .build(),
              claims.build());
      token.sign(new RSASSASigner(signing));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Not signed at all. */
  static String unsigned(JWTClaimsSet.Builder claims) {
    return new PlainJWT(claims.build()).serialize();
  }

  /** Signed with the public key as if it were a shared secret. */
  String signedWithThePublicKey(JWTClaimsSet.Builder claims) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
              claims.build());
      token.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
