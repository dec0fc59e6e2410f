package io.carillon.server.config;

import static io.carillon.server.config.Settings.API_KEYS_FILE;
import static io.carillon.server.config.Settings.HTTP_BATCH_BYTES_MAX;
import static io.carillon.server.config.Settings.HTTP_BEHIND_PROXY;
import static io.carillon.server.config.Settings.HTTP_BODIES_BYTES_MAX;
import static io.carillon.server.config.Settings.HTTP_BODY_BYTES_MAX;
import static io.carillon.server.config.Settings.HTTP_CONNECTIONS_MAX;
import static io.carillon.server.config.Settings.HTTP_CORS_ORIGINS;
import static io.carillon.server.config.Settings.HTTP_HOST;
import static io.carillon.server.config.Settings.HTTP_IDLE_TIMEOUT_MS;
import static io.carillon.server.config.Settings.HTTP_PORT;
import static io.carillon.server.config.Settings.HTTP_TLS_CERTIFICATE;
import static io.carillon.server.config.Settings.HTTP_TLS_KEY;

import io.carillon.tls.PemFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how the API listens. Immutable.
 *
 * @param host as it was given
 * @param address what the host stands for
 * @param port 0 picks a free one
 * @param isBehindProxy whether something in front of it lets only the right people through
 * @param keysFile API keys that the start makes known
 * @param tls what HTTPS is spoken with; without it, HTTP is
 */
public record HttpConfig(
    String host,
    InetAddress address,
    int port,
    boolean isBehindProxy,
    Optional<Path> keysFile,
    int bodyBytesMax,
    int batchBytesMax,
    long bodiesBytesMax,
    int connectionsMax,
    int idleTimeoutMs,
    Optional<PemFiles> tls) {

  static HttpConfig of(SettingValues values) {
    NotYet.refuse(HTTP_CORS_ORIGINS, values, "cross-origin requests");
    String host = values.get(HTTP_HOST);
    InetAddress address = resolve(host);
    return new HttpConfig(
        host,
        address,
        values.get(HTTP_PORT),
        values.get(HTTP_BEHIND_PROXY),
        values.get(API_KEYS_FILE),
        values.get(HTTP_BODY_BYTES_MAX),
        values.get(HTTP_BATCH_BYTES_MAX),
        values.get(HTTP_BODIES_BYTES_MAX),
        values.get(HTTP_CONNECTIONS_MAX),
        values.get(HTTP_IDLE_TIMEOUT_MS),
        tls(values));
  }

  HttpConfig withConnectionsMax(int max) {
    return new HttpConfig(
        host,
        address,
        port,
        isBehindProxy,
        keysFile,
        bodyBytesMax,
        batchBytesMax,
        bodiesBytesMax,
        max,
        idleTimeoutMs,
        tls);
  }

  private static Optional<PemFiles> tls(SettingValues values) {
    Optional<Path> certificate = values.get(HTTP_TLS_CERTIFICATE);
    Optional<Path> key = values.get(HTTP_TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      throw new ConfigError(
          key.isPresent()
              ? "http-tls-certificate: is needed beside http-tls-key"
              : "http-tls-key: is needed beside http-tls-certificate");
    }
    return certificate.map(file -> new PemFiles(file, key.orElseThrow()));
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConfigError("http-host: " + host + " is no address of this machine");
    }
  }

  /** Whether strangers can reach the API, so that it needs keys. */
  public boolean isExposed() {
    return !isLoopback() && !isBehindProxy;
  }

  /** Whether it listens on loopback alone. */
  boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** Whether only this machine can reach the API: a proxy brings others to loopback, too. */
  public boolean isOfThisMachine() {
    return isLoopback() && !isBehindProxy;
  }

  /**
   * The API's address.
   *
   * @param named a name or an address
   */
  public String url(String named, int listening) {
    String scheme = tls.isPresent() ? "https://" : "http://";
    return scheme + (named.contains(":") ? "[" + named + "]" : named) + ":" + listening;
  }
}
