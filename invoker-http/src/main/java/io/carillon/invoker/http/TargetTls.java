package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.Invalid;
import io.carillon.tls.ExpiryWarnings;
import io.carillon.tls.Identity;
import io.carillon.tls.PemFiles;
import io.carillon.tls.Reloaded;
import io.carillon.tls.TrustStore;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How TLS connections to targets are opened: whom they are judged by, and which of them are shown a
 * certificate of ours. Thread-safe.
 */
final class TargetTls {
  private static final Logger LOG = LoggerFactory.getLogger(TargetTls.class);
  private static final Set<String> VERSIONS = Set.of("TLSv1.3", "TLSv1.2");

  private final ExpiryWarnings warnings = new ExpiryWarnings();
  private final Reloaded<Options> options;

  /**
   * @param usual of every destination without a certificate of its own
   */
  private record Options(ClientSSLOptions usual, Map<Destination, Shown> certificates) {}

  private record Shown(ClientSSLOptions options, Instant expiresAt) {}

  /**
   * @throws Invalid naming the field when one of the files cannot be used
   */
  TargetTls(InvokerConfig.Tls config, int handshakeMs) {
    options = new Reloaded<>(files(config), () -> read(config, handshakeMs));
  }

  private static List<Path> files(InvokerConfig.Tls config) {
    List<Path> files = new ArrayList<>(config.trustCertificates());
    for (PemFiles pair : config.clientCertificates().values()) {
      files.add(pair.certificate());
      files.add(pair.key());
    }
    return files;
  }

  private static Options read(InvokerConfig.Tls config, int handshakeMs) {
    ClientSSLOptions usual =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setEnabledSecureTransportProtocols(VERSIONS)
            .setSslHandshakeTimeout(handshakeMs)
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    TrustStore.of(config.trustsSystem(), config.trustCertificates())
        .map(TrustOptions::wrap)
        .ifPresent(usual::setTrustOptions);
    Map<Destination, Shown> certificates = new HashMap<>();
    config
        .clientCertificates()
        .forEach(
            (destination, files) -> certificates.put(destination, read(usual, destination, files)));
    return new Options(usual, certificates);
  }

  private static Shown read(ClientSSLOptions usual, Destination destination, PemFiles files) {
    try {
      Identity identity = Identity.read(files);
      return new Shown(
          usual.copy().setKeyCertOptions(KeyCertOptions.wrap(identity.keyManagers())),
          identity.expiresAt());
    } catch (Invalid e) {
      throw new Invalid(
          "clientCertificates", "the " + e.field() + " for " + destination + " " + e.getMessage());
    }
  }

  /** For a new connection. */
  ClientSSLOptions of(Destination destination) {
    Options now = options.get();
    Shown shown = now.certificates().get(destination);
    return shown == null ? now.usual() : shown.options();
  }

  /** Reads again what has changed, for new connections; warns of certificates that run out. */
  void renew(Instant now) {
    if (options.refresh()) {
      LOG.info("the certificates for targets were read again");
    }
    options
        .get()
        .certificates()
        .forEach(
            (destination, shown) ->
                warnings
                    .due("this client to " + destination, shown.expiresAt(), now)
                    .ifPresent(LOG::warn));
  }
}
