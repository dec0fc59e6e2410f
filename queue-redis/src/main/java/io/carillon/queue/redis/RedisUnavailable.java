package io.carillon.queue.redis;

/**
 * Redis cannot be used now, or did not answer in time; try later. What was asked for may have been
 * done or not.
 */
public final class RedisUnavailable extends RuntimeException {
  RedisUnavailable(String message) {
    super(message);
  }

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
