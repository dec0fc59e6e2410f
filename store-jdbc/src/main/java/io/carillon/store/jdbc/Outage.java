package io.carillon.store.jdbc;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that something is away, as callers try again and again, and that it is back.
 * Thread-safe.
 */
final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private final String away;
  private final String back;
  private final AtomicBoolean isAway = new AtomicBoolean();

  /**
   * @param away what is logged of its beginning
   * @param back and of its end
   */
  Outage(String away, String back) {
    this.away = away;
    this.back = back;
  }

  void failed(Throwable cause) {
    if (isAway.compareAndSet(false, true)) {
      LOG.error(away, cause);
    } else {
      LOG.debug(away, cause);
    }
  }

  void worked() {
    if (isAway.get() && isAway.compareAndSet(true, false)) {
      LOG.info(back);
    }
  }
}
