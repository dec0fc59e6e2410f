package io.carillon.store.jdbc;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends Flyway's messages to our log, its news and hints as debug. Created by Flyway by its name.
 */
public final class QuietFlywayLog implements LogCreator {
  @Override
  public Log createLogger(Class<?> source) {
    Logger logger = LoggerFactory.getLogger(source);
    return new Log() {
      // Still part of the interface.
      @SuppressWarnings("deprecation")
      @Override
      public boolean isDebugEnabled() {
        return logger.isDebugEnabled();
      }

      @Override
      public void debug(@Nullable String message) {
        logger.debug("{}", message);
      }

      @Override
      public void info(@Nullable String message) {
        logger.debug("{}", message);
      }

      @Override
      public void warn(@Nullable String message) {
        logger.warn("{}", message);
      }

      @Override
      public void error(@Nullable String message) {
        logger.error("{}", message);
      }

      @Override
      public void error(@Nullable String message, @Nullable Exception cause) {
        logger.error("{}", message, cause);
      }

      @Override
      public void notice(@Nullable String message) {
        logger.debug("{}", message);
      }
    };
  }
}
