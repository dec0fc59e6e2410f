package io.carillon.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Files of the pages that the server shows, on its class path. */
final class PageFiles {
  private PageFiles() {}

  /** The media type of a file by its name; fails for one that no page has. */
  static String typeOf(String file) {
    return switch (file.substring(file.lastIndexOf('.'))) {
      case ".js" -> "text/javascript; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      case ".txt" -> "text/plain; charset=utf-8";
      default -> throw new IllegalStateException("no media type is known of " + file);
    };
  }

  /** The content of a file, or null. */
  static byte @Nullable [] find(String path) {
    try (InputStream in = PageFiles.class.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a file that the build puts there. */
  static byte[] get(String path) {
    byte[] content = find(path);
    if (content == null) {
      throw new IllegalStateException(path + " is missing");
    }
    return content;
  }
}
