package io.carillon.server.config;

import static io.carillon.server.config.Settings.QUEUE_PASSWORD;
import static io.carillon.server.config.Settings.QUEUE_PREFIX;
import static io.carillon.server.config.Settings.QUEUE_TRUST_CERTIFICATES;
import static io.carillon.server.config.Settings.QUEUE_URL;

import io.carillon.core.Invalid;
import io.carillon.queue.redis.RedisConfig;
import java.util.Optional;

/** Makes the record of the queue between nodes from settings. */
final class QueueConfig {
  private QueueConfig() {}

  /** Empty: there is none. */
  static Optional<RedisConfig> of(SettingValues values) {
    String url = values.get(QUEUE_URL);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    String password = values.get(QUEUE_PASSWORD);
    try {
      return Optional.of(
          new RedisConfig(
              url,
              password.isEmpty() ? null : password,
              values.get(QUEUE_PREFIX),
              values.get(QUEUE_TRUST_CERTIFICATES)));
    } catch (Invalid e) {
      throw ConfigError.of("queue-", e);
    }
  }
}
