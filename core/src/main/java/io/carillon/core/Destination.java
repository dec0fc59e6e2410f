package io.carillon.core;

import java.net.URI;
import java.util.Locale;

/**
 * Where calls go: the unit of limits and fairness.
 *
 * @param scheme http or https
 * @param host lower case
 * @param port 1 to 65535
 */
public record Destination(String scheme, String host, int port) {
  /** The destination of an absolute http or https URL. */
  public static Destination of(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return new Destination(scheme, url.getHost().toLowerCase(Locale.ROOT), port);
  }

  @Override
  public String toString() {
    return scheme + "://" + host + ":" + port;
  }
}
