package io.carillon.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People with tokens of an identity provider. A token that was found right counts until it expires,
 * without a look at it again, and is remembered by its hash. Thread-safe.
 */
public final class People implements AutoCloseable {
  private static final int REMEMBERED_MAX = 10_000;

  /** Of a subject, as OpenID Connect Core 1.0 bounds it, and of a name. */
  private static final int CHARS_MAX = 255;

  /** At most so often it is told that tokens cannot be checked, as anybody can send such. */
  private static final Duration LINE_PAUSE = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(People.class);

  private final OidcConfig config;
  private final IdentityProvider provider;
  private final Clock clock;
  private final AtomicLong nextLineNanos;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("people").factory());

  /** By the token's hash; the least recently used one goes first. */
  private final Map<String, Person> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Person> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  public People(OidcConfig config, Clock clock) {
    this.config = config;
    this.provider = new IdentityProvider(config, clock);
    this.clock = clock;
    this.nextLineNanos = new AtomicLong(clock.monotonicNanos());
  }

  /**
   * Who has a token.
   *
   * @param namespace that his token names; empty when it names none but should
   * @param scope empty: none of his roles gives one
   * @param expiresAt when the token no longer counts
   */
  record Person(
      String id, String name, String namespace, Optional<Scope> scope, Instant expiresAt) {}

  /** Whether a text may be a token: three parts in base64url with dots between. */
  static boolean isToken(String text) {
    return text.startsWith("ey") && text.chars().filter(c -> c == '.').count() == 2;
  }

  /** Whose token it is, as far as that is remembered. */
  @Nullable Person remembered(String token) {
    String hash = KeyText.hash(token);
    synchronized (remembered) {
      Person person = remembered.get(hash);
      if (person != null && !clock.now().isBefore(person.expiresAt)) {
        remembered.remove(hash);
        return null;
      }
      return person;
    }
  }

  /**
   * Finds out whose token it is, and remembers it. Empty: it is none that counts. Fails when the
   * provider does not answer.
   */
  CompletionStage<Optional<Person>> find(String token) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Optional<Person> person =
                provider
                    .verify(token)
                    .filter(claims -> canBeNoted(claims.getSubject()))
                    .map(this::person);
            person.ifPresent(found -> remember(token, found));
            return person;
          } catch (IOException e) {
            tell(e);
            throw new UncheckedIOException(e);
          }
        },
        threads);
  }

  private void tell(IOException failure) {
    long now = clock.monotonicNanos();
    long next = nextLineNanos.get();
    if (now - next >= 0 && nextLineNanos.compareAndSet(next, now + LINE_PAUSE.toNanos())) {
      LOG.warn("tokens cannot be checked: {}", failure.getMessage());
    } else {
      LOG.debug("a token cannot be checked: {}", failure.getMessage());
    }
  }

  private void remember(String token, Person person) {
    synchronized (remembered) {
      remembered.put(KeyText.hash(token), person);
    }
  }

  private Person person(JWTClaimsSet claims) {
    Collection<String> roles = roles(claims);
    Scope highest = null;
    for (Scope scope : Scope.values()) {
      if (config.roles().getOrDefault(scope, Set.of()).stream().anyMatch(roles::contains)) {
        highest = scope;
      }
    }
    String subject = claims.getSubject();
    return new Person(
        "oidc:" + subject,
        name(claims).orElse(subject),
        namespace(claims),
        Optional.ofNullable(highest),
        claims.getExpirationTime().toInstant().plusSeconds(IdentityProvider.CLOCK_SKEW_S));
  }

  private String namespace(JWTClaimsSet claims) {
    return config
        .namespaceClaim()
        .map(path -> claim(claims, path) instanceof String name ? name : "")
        .orElse(Namespace.DEFAULT);
  }

  private static Optional<String> name(JWTClaimsSet claims) {
    for (String claim : List.of("preferred_username", "email", "name")) {
      if (claims.getClaim(claim) instanceof String name && canBeNoted(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** PostgreSQL stores no NUL, and the audit is read by people. */
  private static boolean canBeNoted(String text) {
    return !text.isBlank()
        && text.length() <= CHARS_MAX
        && text.chars().noneMatch(Character::isISOControl);
  }

  private Collection<String> roles(JWTClaimsSet claims) {
    Object value = claim(claims, config.rolesClaim());
    if (value instanceof String one) {
      return Set.of(one.split(" "));
    }
    List<String> roles = new ArrayList<>();
    if (value instanceof Collection<?> many) {
      many.forEach(role -> roles.add(String.valueOf(role)));
    }
    return roles;
  }

  private static @Nullable Object claim(JWTClaimsSet claims, String path) {
    Object value = claims.getClaims();
    for (String step : Arrays.asList(path.split("\\."))) {
      value = value instanceof Map<?, ?> claim ? claim.get(step) : null;
    }
    return value;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
