package io.carillon.server.config;

import io.carillon.core.Invalid;
import java.util.Locale;

/** The configuration cannot be used. The message names the key and the remedy. */
public final class ConfigError extends RuntimeException {
  public ConfigError(String message) {
    super(message);
  }

  /**
   * Says which setting a part refuses, and why.
   *
   * @param prefix of the part's settings, with its hyphen; the field is the rest
   */
  public static ConfigError of(String prefix, Invalid reason) {
    String field = reason.field().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return new ConfigError(prefix + field + ": " + reason.getMessage());
  }
}
