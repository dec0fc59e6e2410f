package io.carillon.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where log lines go and how they look. Immutable.
 *
 * @param level error, warn, info or debug
 * @param file a file beside the console
 * @param fileBytesMax the file is rotated at this size
 * @param filesMax rotated files that are kept
 */
public record LogConfig(
    boolean isJson, String level, Optional<Path> file, long fileBytesMax, int filesMax) {
  static LogConfig of(SettingValues values) {
    return new LogConfig(
        values.get(Settings.LOG_FORMAT).equals("json"),
        values.get(Settings.LOG_LEVEL),
        values.get(Settings.LOG_FILE),
        values.get(Settings.LOG_FILE_BYTES_MAX),
        values.get(Settings.LOG_FILES_MAX));
  }
}
