package io.carillon.server.access;

import io.carillon.core.Scope;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens let people in. Immutable.
 *
 * @param issuer of the tokens, whose discovery document is below it
 * @param audience that a token must be for
 * @param rolesClaim where a token has its roles: a claim, or a path of claims with dots between
 * @param namespaceClaim where a token names the namespace that its owner works in, in the same way;
 *     empty: everybody works in the default one
 * @param roles that give a scope
 */
public record OidcConfig(
    URI issuer,
    String audience,
    String rolesClaim,
    Optional<String> namespaceClaim,
    Map<Scope, Set<String>> roles) {}
