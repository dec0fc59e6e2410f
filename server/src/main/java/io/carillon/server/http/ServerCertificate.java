package io.carillon.server.http;

import io.carillon.core.Invalid;
import io.carillon.server.config.ConfigError;
import io.carillon.tls.Identity;
import io.carillon.tls.PemFiles;
import io.carillon.tls.Reloaded;
import io.vertx.core.net.KeyCertOptions;
import java.time.Instant;
import java.util.List;

/** What the API proves itself with; renewed when its files change. Thread-safe. */
public final class ServerCertificate {
  private final Reloaded<Identity> identity;

  /**
   * Reads the files.
   *
   * @throws ConfigError naming the setting when they cannot be used
   */
  public ServerCertificate(PemFiles files) {
    try {
      identity =
          new Reloaded<>(List.of(files.certificate(), files.key()), () -> Identity.read(files));
    } catch (Invalid e) {
      throw ConfigError.of("http-tls-", e);
    }
  }

  /** When it runs out. */
  public Instant expiresAt() {
    return identity.get().expiresAt();
  }

  KeyCertOptions options() {
    return KeyCertOptions.wrap(identity.get().keyManagers());
  }

  /** Reads the files again if they have changed; whether there is something new. */
  boolean refresh() {
    return identity.refresh();
  }
}
