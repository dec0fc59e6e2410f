package io.carillon.invoker.http;

import java.util.Locale;

/** Spellings of a host's name. */
final class HostName {
  private HostName() {}

  /** The one spelling that names are compared in. */
  static String normal(String host) {
    return withoutFinalDot(host.toLowerCase(Locale.ROOT));
  }

  /** As others know the name: a final dot only tells resolvers that nothing is to be appended. */
  static String withoutFinalDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
