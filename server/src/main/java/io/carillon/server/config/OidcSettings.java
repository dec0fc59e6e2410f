package io.carillon.server.config;

import static io.carillon.server.config.Settings.OIDC_ADMIN_ROLES;
import static io.carillon.server.config.Settings.OIDC_AUDIENCE;
import static io.carillon.server.config.Settings.OIDC_ISSUER;
import static io.carillon.server.config.Settings.OIDC_NAMESPACE_CLAIM;
import static io.carillon.server.config.Settings.OIDC_READ_ROLES;
import static io.carillon.server.config.Settings.OIDC_ROLES_CLAIM;
import static io.carillon.server.config.Settings.OIDC_WRITE_ROLES;

import io.carillon.core.Scope;
import io.carillon.server.access.OidcConfig;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads whose tokens let people in. */
final class OidcSettings {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private OidcSettings() {}

  static Optional<OidcConfig> of(SettingValues values) {
    return values.get(OIDC_ISSUER).map(issuer -> of(values, issuer));
  }

  private static OidcConfig of(SettingValues values, URI issuer) {
    if (!issuer.getScheme().equals("https") && !LOOPBACK.contains(issuer.getHost())) {
      throw new ConfigError(
          "oidc-issuer: must begin with https:, or everybody on the way could make tokens");
    }
    if (values.get(OIDC_AUDIENCE).isBlank()) {
      throw new ConfigError(
          "oidc-audience: is needed, or tokens for other services would be taken too");
    }
    return new OidcConfig(
        issuer,
        values.get(OIDC_AUDIENCE),
        values.get(OIDC_ROLES_CLAIM),
        Optional.of(values.get(OIDC_NAMESPACE_CLAIM)).filter(claim -> !claim.isBlank()),
        Map.of(
            Scope.READ, Set.copyOf(values.get(OIDC_READ_ROLES)),
            Scope.WRITE, Set.copyOf(values.get(OIDC_WRITE_ROLES)),
            Scope.ADMIN, Set.copyOf(values.get(OIDC_ADMIN_ROLES))));
  }
}
