package io.carillon.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was built. */
public final class Version {
  private static final Properties PROPERTIES = load();

  /** Such as {@code 0.1.0}. */
  public static final String NUMBER = PROPERTIES.getProperty("number", "unknown");

  /** The commit in short, or {@code none} when it was built outside git or not by make. */
  public static final String BUILD = PROPERTIES.getProperty("build", "none");

  private Version() {}

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
