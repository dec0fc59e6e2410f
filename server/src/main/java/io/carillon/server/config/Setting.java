package io.carillon.server.config;

import java.util.Locale;

/**
 * One line of the table of settings. Immutable.
 *
 * @param name in kebab-case, as YAML and the flag spell it
 * @param kind what a value is, for the documentation
 * @param defaultText the default as a user would write it; empty for none
 * @param doc one sentence
 * @param parser reads a value; throws {@link IllegalArgumentException} saying what it must be
 */
public record Setting<T>(
    String name, String kind, String defaultText, String doc, Parser<T> parser) {

  /** The kind of settings that are switches. */
  public static final String TRUE_OR_FALSE = "true or false";

  /** The kind of settings whose values may have a password or a token in them. */
  static final String URL = "URL";

  /** The kind of settings that are secrets. */
  static final String SECRET = "text, not as a flag";

  /** Whether a message may repeat a value. */
  boolean mayBeRepeated() {
    return !kind.equals(URL) && !isSecret();
  }

  /** Whether it cannot be given as a flag, which everybody on the machine can read. */
  public boolean isSecret() {
    return kind.equals(SECRET);
  }

  /** The environment variable: {@code http-port} is CARILLON_HTTP_PORT. */
  public String variable() {
    return "CARILLON_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The flag: {@code --http-port}. */
  public String flag() {
    return "--" + name;
  }

  /** Reads a value's text. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(String text);
  }
}
