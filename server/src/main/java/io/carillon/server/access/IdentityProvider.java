package io.carillon.server.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.carillon.core.Clock;
import io.carillon.server.json.Json;
import io.carillon.server.json.MalformedJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the tokens of one issuer (OpenID Connect Core 1.0, section 3.1.3.7) with its public keys,
 * which it fetches when they are needed: from where the discovery document says, and again when a
 * token names a key that is not among them. Only signatures with a private key count. Thread-safe;
 * blocks.
 */
final class IdentityProvider {
  private static final int TIMEOUT_MS = 3_000;
  private static final int BYTES_MAX = 1 << 20;

  /** A token counts for so much longer than it says, as clocks differ. */
  static final int CLOCK_SKEW_S = 30;

  private static final Duration KEYS_KEPT = Duration.ofMinutes(5);

  /**
   * At most so often keys are fetched, however many tokens name unknown ones, and the provider is
   * asked where they are, however many tokens wait for that.
   */
  private static final Duration FETCH_PAUSE = Duration.ofSeconds(5);

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** "at+jwt" is of RFC 9068; a type may say that it is of "application". */
  private static final JOSEObjectTypeVerifier<SecurityContext> TYPES =
      new DefaultJOSEObjectTypeVerifier<>(
          JOSEObjectType.JWT,
          new JOSEObjectType("at+jwt"),
          new JOSEObjectType("application/at+jwt"),
          null);

  private static final Logger LOG = LoggerFactory.getLogger(IdentityProvider.class);

  private final OidcConfig config;
  private final ResourceRetriever retriever =
      new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, BYTES_MAX);
  private final Clock clock;
  private @Nullable FutureTask<DefaultJWTProcessor<SecurityContext>> discovery;

  /** When the latest discovery ended. */
  private volatile long endedAtNanos;

  IdentityProvider(OidcConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * The claims of a token that is the issuer's, meant for us, and of now; empty for any other text.
   *
   * @throws IOException when the provider does not answer as it should
   */
  Optional<JWTClaimsSet> verify(String token) throws IOException {
    try {
      return Optional.of(processor().process(token, null));
    } catch (KeySourceException e) {
      throw new IOException("the keys of " + config.issuer() + " cannot be had", e);
    } catch (ParseException _) { // Whose message may have parts of the token.
      return refused("it is no JWT");
    } catch (JOSEException | BadJOSEException e) {
      return refused(e.getMessage());
    }
  }

  private static Optional<JWTClaimsSet> refused(@Nullable String reason) {
    LOG.debug("a token is refused: {}", reason);
    return Optional.empty();
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    FutureTask<DefaultJWTProcessor<SecurityContext>> shared = discovery();
    shared.run(); // Does nothing but for the first one.
    try {
      return shared.get();
    } catch (ExecutionException e) {
      throw new IOException("the keys of " + config.issuer() + " are unknown: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the server stops");
    }
  }

  /** The one that all wait for, or that ended; one that failed counts until the pause is over. */
  private synchronized FutureTask<DefaultJWTProcessor<SecurityContext>> discovery() {
    FutureTask<DefaultJWTProcessor<SecurityContext>> known = discovery;
    if (known == null || (known.state() == Future.State.FAILED && isPauseOver())) {
      known = new FutureTask<>(this::timed);
      discovery = known;
    }
    return known;
  }

  private boolean isPauseOver() {
    return clock.monotonicNanos() - endedAtNanos >= FETCH_PAUSE.toNanos();
  }

  private DefaultJWTProcessor<SecurityContext> timed() throws IOException {
    try {
      return discover();
    } finally {
      endedAtNanos = clock.monotonicNanos();
    }
  }

  private DefaultJWTProcessor<SecurityContext> discover() throws IOException {
    String issuer = config.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    URI document = URI.create(base + "/.well-known/openid-configuration");
    JsonNode found;
    try {
      String text = retriever.retrieveResource(document.toURL()).getContent();
      found = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJson e) {
      throw new IOException(document + " is no JSON", e);
    }
    String named = found.path("issuer").asText();
    if (!named.equals(issuer)) {
      throw new IOException(document + " is of another issuer: " + named);
    }
    URI keys = URI.create(found.path("jwks_uri").asText());
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys.toURL(), retriever)
            .cache(KEYS_KEPT.toMillis(), 2L * TIMEOUT_MS)
            .rateLimited(FETCH_PAUSE.toMillis())
            .build();
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSTypeVerifier(TYPES);
    made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            config.audience(),
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "exp"));
    claims.setMaxClockSkew(CLOCK_SKEW_S);
    made.setJWTClaimsSetVerifier(claims);
    return made;
  }
}
