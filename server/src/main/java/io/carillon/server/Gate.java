package io.carillon.server;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.port.ApiKeys;
import io.carillon.server.access.KeyRing;
import io.carillon.server.access.KeysFile;
import io.carillon.server.access.OidcConfig;
import io.carillon.server.config.ConfigError;
import io.carillon.server.config.HttpConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it at the start that strangers who reach the API need a key. */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger("carillon");

  private static final Caller KEYS_FILE =
      new Caller(Namespace.DEFAULT_KEY, "keys-file", "keys file", "");

  private Gate() {}

  /**
   * The keys, those of the file among them.
   *
   * @throws ConfigError when there are none, and no identity provider is named, although strangers
   *     reach the API
   */
  static KeyRing open(HttpConfig http, Optional<OidcConfig> oidc, ApiKeys keys, Clock clock) {
    http.keysFile().ifPresent(file -> add(file, keys, clock));
    KeyRing ring = new KeyRing(keys, clock);
    ring.load();
    if (http.isExposed() && ring.isEmpty() && oidc.isEmpty()) {
      throw new ConfigError(
          "http-host: "
              + http.host()
              + " is not a loopback address, and without an API key everybody who reaches it could"
              + " run jobs. Make one first, with the same settings: carillon keys create --name admin"
              + " --scope admin. Or name an identity provider (oidc-issuer); or listen on 127.0.0.1; or put an authenticating proxy in front and"
              + " say so with http-behind-proxy");
    }
    if (ring.isEmpty() && oidc.isEmpty()) {
      LOG.info("there are no API keys: whoever reaches the API may do everything");
    }
    return ring;
  }

  private static void add(Path file, ApiKeys keys, Clock clock) {
    List<ApiKey> given;
    try {
      given = KeysFile.read(file, clock.now());
    } catch (IOException e) {
      throw new ConfigError("api-keys-file: " + file + " cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new ConfigError("api-keys-file: " + file + ", " + e.getMessage());
    }
    for (ApiKey key : given) {
      switch (keys.by(KEYS_FILE).create(key).toCompletableFuture().join()) {
        case YES -> LOG.info("{} came from {}", key, file);
        case KNOWN -> LOG.debug("a key of {} is known: {}", file, key.name());
        case UNKNOWN_NAMESPACE -> throw new IllegalStateException("there is no default namespace");
        case NAME_TAKEN ->
            throw new ConfigError(
                "api-keys-file: two other live keys have the name "
                    + key.name()
                    + "; revoke one that is no longer used");
      }
    }
  }
}
