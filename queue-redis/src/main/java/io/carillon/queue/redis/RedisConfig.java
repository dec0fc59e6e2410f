package io.carillon.queue.redis;

import io.carillon.core.Invalid;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the queue on Redis. Immutable.
 *
 * @param url {@code redis://[user:password@]host[:port][/db]}, or with {@code rediss} for TLS; or
 *     {@code redis-sentinel://[user:password@]host[:port],host[:port][/db]?master=name}, or with
 *     {@code rediss-sentinel} for TLS to the sentinels and to the master
 * @param password null when the URL says, or none is needed
 * @param prefix of every key, so that clusters can share a server
 * @param trustCertificates PEM files of certificates trusted besides the JDK's own
 */
public record RedisConfig(
    String url, @Nullable String password, String prefix, List<Path> trustCertificates) {

  /** The prefix that keys usually have. */
  public static final String PREFIX = "carillon";

  private static final Pattern PREFIXES = Pattern.compile("[A-Za-z0-9_.:{}-]{1,64}");

  public RedisConfig {
    trustCertificates = List.copyOf(trustCertificates);
    RedisUrl parts = RedisUrl.parse(url);
    Invalid.unless(password == null || !password.isEmpty(), "password", "must not be empty");
    Invalid.unless(
        password == null || parts.password() == null, "password", "must not be in the URL as well");
    Invalid.unless(
        parts.user() == null || password != null || parts.password() != null,
        "password",
        "is needed when the URL names a user");
    Invalid.unless(
        PREFIXES.matcher(prefix).matches(),
        "prefix",
        "must be 1 to 64 letters, digits or any of _ . : { } -");
    Invalid.unless(
        trustCertificates.isEmpty() || parts.tls(),
        "trustCertificates",
        "is for URLs of rediss and rediss-sentinel only");
  }

  /** A server without TLS, its password in the URL. */
  public static RedisConfig of(String url) {
    return new RedisConfig(url, null, PREFIX, List.of());
  }

  /** The URL's parts, with the password wherever it was given. */
  RedisUrl target() {
    RedisUrl parts = RedisUrl.parse(url);
    return password == null ? parts : parts.withPassword(password);
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return RedisUrl.parse(url) + " " + prefix;
  }
}
