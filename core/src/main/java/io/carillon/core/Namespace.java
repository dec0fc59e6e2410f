package io.carillon.core;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A part of the installation with jobs, API keys and quotas of its own: who works in one sees
 * nothing of the others. Immutable.
 *
 * @param key the store's internal key, 1 or more
 * @param name a DNS label (RFC 1123): lower-case letters, digits and hyphens
 */
public record Namespace(int key, String name, Quotas quotas, Instant createdAt) {
  /** The key of the namespace that there is from the start. */
  public static final int DEFAULT_KEY = 1;

  /** Its name. Who works in it and is an admin decides about the whole installation. */
  public static final String DEFAULT = "default";

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public Namespace {
    requireName(name);
  }

  /** Refuses what cannot be the name of one. */
  public static void requireName(String name) {
    Invalid.unless(
        LABEL.matcher(name).matches(),
        "namespace",
        "must have 1 to 63 lower-case letters, digits and hyphens, no hyphen first or last");
  }
}
