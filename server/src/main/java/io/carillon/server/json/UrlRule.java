package io.carillon.server.json;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Says early that a URL would never be called. */
@FunctionalInterface
public interface UrlRule {
  /** Why the URL is refused, or null. */
  @Nullable String refuse(URI url);
}
