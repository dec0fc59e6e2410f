package io.carillon.server.config;

import java.time.Duration;

/**
 * Which executions are kept. Immutable.
 *
 * @param age those scheduled longer ago go
 * @param rowsMax the oldest beyond this many go
 */
public record RetentionConfig(Duration age, long rowsMax) {
  static RetentionConfig of(SettingValues values) {
    return new RetentionConfig(
        Duration.ofDays(values.get(Settings.RETENTION_DAYS)),
        values.get(Settings.RETENTION_ROWS_MAX));
  }
}
