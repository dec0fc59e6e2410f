package io.carillon.server.access;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Namespace;
import io.carillon.server.access.People.Person;
import io.carillon.server.contract.OperationSpec;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests in. As long as there never was a key, and no identity provider is named, everybody
 * who reaches the API may do everything; the start makes sure that only the right ones reach it.
 * Thread-safe.
 */
public final class Access {
  private static final String API_KEY = "X-API-Key";
  private static final String BEARER = "Bearer ";

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** An IPv6 address with a zone, and some room. */
  private static final int ADDRESS_LENGTH_MAX = 64;

  private final KeyRing keys;
  private final NamespaceCache namespaces;
  private final @Nullable People people;
  private final Consumer<Caller> signIns;
  private final boolean isBehindProxy;

  /**
   * @param people who have tokens of an identity provider; null: nobody has
   * @param signIns hears of each token that is new here
   * @param isBehindProxy whether a trusted proxy is the one who connects, and says for whom
   */
  public Access(
      KeyRing keys,
      NamespaceCache namespaces,
      @Nullable People people,
      Consumer<Caller> signIns,
      boolean isBehindProxy) {
    this.keys = keys;
    this.namespaces = namespaces;
    this.people = people;
    this.signIns = signIns;
    this.isBehindProxy = isBehindProxy;
  }

  /**
   * Where a request comes from. Of the addresses in X-Forwarded-For, which may be several lines,
   * only the last one is the proxy's word; those before it are the client's.
   */
  public String address(HttpServerRequest request) {
    List<String> lines = isBehindProxy ? request.headers().getAll(FORWARDED_FOR) : List.of();
    if (!lines.isEmpty()) {
      String forwarded = lines.getLast();
      String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
      return last.substring(0, Math.min(last.length(), ADDRESS_LENGTH_MAX));
    }
    SocketAddress peer = request.remoteAddress();
    return peer == null ? "" : Objects.requireNonNullElse(peer.hostAddress(), "");
  }

  /**
   * Judges a request. Done at once unless a token is new here.
   *
   * @param operation what it asks for
   */
  public CompletionStage<Admission> admit(HttpServerRequest request, OperationSpec operation) {
    if (operation.scope().isEmpty() || (keys.isEmpty() && people == null)) {
      return done(new Admission.Granted(Principal.anybody(namespaces.main())));
    }
    String given = given(request);
    if (given == null) {
      return done(new Admission.Unknown(false));
    }
    if (people != null && People.isToken(given)) {
      return admitPerson(people, given, address(request), operation);
    }
    ApiKey key = keys.find(given);
    if (key == null) {
      return done(new Admission.Unknown(true));
    }
    Namespace namespace = namespaces.find(key.namespace());
    return done(
        namespace == null
            ? new Admission.Unknown(true) // Made elsewhere a moment ago, as the key was.
            : judge(Principal.of(key, namespace), operation));
  }

  private CompletionStage<Admission> admitPerson(
      People known, String token, String address, OperationSpec operation) {
    Person person = known.remembered(token);
    if (person != null) {
      return done(judge(person, operation));
    }
    return known
        .find(token)
        .handle(
            (found, failure) -> {
              if (failure != null) {
                return new Admission.Undecided();
              }
              found.ifPresent(signedIn -> noteSignIn(signedIn, address));
              return found.map(it -> judge(it, operation)).orElse(new Admission.Unknown(true));
            });
  }

  private void noteSignIn(Person person, String address) {
    Namespace namespace = namespaces.find(person.namespace());
    if (namespace != null) {
      signIns.accept(new Caller(namespace.key(), person.id(), person.name(), address));
    }
  }

  private Admission judge(Person person, OperationSpec operation) {
    Namespace namespace = namespaces.find(person.namespace());
    if (namespace == null) {
      return new Admission.UnknownNamespace(person.name(), person.namespace());
    }
    return person
        .scope()
        .map(scope -> judge(new Principal(person.id(), person.name(), scope, namespace), operation))
        .orElseGet(() -> new Admission.Forbidden(person.name(), "none"));
  }

  private static Admission judge(Principal principal, OperationSpec operation) {
    if (!principal.scope().allows(operation.scope().orElseThrow())) {
      return new Admission.Forbidden(principal.name(), principal.scope().text());
    }
    if (operation.isOfInstallation() && !principal.isOfInstallation()) {
      return new Admission.OfInstallation(principal.name(), principal.namespace().name());
    }
    return new Admission.Granted(principal);
  }

  private static CompletionStage<Admission> done(Admission admission) {
    return CompletableFuture.completedStage(admission);
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
