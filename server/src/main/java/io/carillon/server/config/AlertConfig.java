package io.carillon.server.config;

import java.net.URI;
import java.util.Optional;

/**
 * How alerts are delivered. Immutable.
 *
 * @param webhook gets alerts of jobs without a webhook of their own
 * @param timeoutMs bound of one delivery
 * @param attemptsMax deliveries before an alert is given up
 */
public record AlertConfig(Optional<URI> webhook, int timeoutMs, int attemptsMax) {
  static AlertConfig of(SettingValues values) {
    return new AlertConfig(
        values.get(Settings.ALERT_WEBHOOK),
        values.get(Settings.ALERT_TIMEOUT_MS),
        values.get(Settings.ALERT_ATTEMPTS_MAX));
  }
}
