package io.carillon.server.config;

/** The configuration cannot be used. The message names the key and the remedy. */
public final class ConfigError extends RuntimeException {
  public ConfigError(String message) {
    super(message);
  }
}
