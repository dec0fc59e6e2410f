package io.carillon.server.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import io.carillon.server.config.ConfigError;
import io.carillon.server.config.LogConfig;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up where log lines go. The console is stderr: stdout has the line that says ready. The
 * console and the file may be slow, so lines wait for each in a bounded queue, and those that find
 * no room are dropped: nobody who logs waits for a disk.
 */
public final class LogSetup {
  static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %logger{0}"
          + " %replace(%replace(%msg %kvp{NONE}){'[\\p{Cntrl}]+', ' '}){' $', ''}%n%ex";

  private static final int QUEUE_MAX = 8_192;

  /** The first lines of a process on a busy machine have taken more than a second. */
  private static final int FLUSH_MS = 3_000;

  private LogSetup() {}

  /**
   * Replaces whatever was set up before.
   *
   * @throws ConfigError when the file cannot be opened
   */
  public static void apply(LogConfig config) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException("logback is not the logger: " + factory);
    }
    context.reset();
    context.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(config.level()));
    quieten(context, root);
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    root.addAppender(queued(started(console, context, config), context));
    config.file().ifPresent(file -> root.addAppender(queued(file(file, context, config), context)));
  }

  private static AsyncAppender queued(
      OutputStreamAppender<ILoggingEvent> appender, LoggerContext context) {
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUE_MAX);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(FLUSH_MS);
    queue.addAppender(appender);
    queue.start();
    return queue;
  }

  /** Writes what waits, within three seconds each; nothing is logged afterwards. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }

  /** Libraries that talk much are heard one level above ours. */
  private static void quieten(LoggerContext context, ch.qos.logback.classic.Logger root) {
    Level level =
        switch (root.getLevel().toInt()) {
          case Level.DEBUG_INT -> Level.INFO;
          case Level.INFO_INT -> Level.WARN;
          default -> root.getLevel();
        };
    for (String chatty : new String[] {"io.netty", "io.vertx", "org.flywaydb"}) {
      context.getLogger(chatty).setLevel(level);
    }
  }

  private static RollingFileAppender<ILoggingEvent> file(
      Path file, LoggerContext context, LogConfig config) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setFile(file.toString());
    FixedWindowRollingPolicy rolling =
        new FixedWindowRollingPolicy() {
          // Its own is 20, as a rotation renames every file: milliseconds for 1,000.
          @Override
          protected int getMaxWindowSize() {
            return config.filesMax();
          }
        };
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(file + ".%i");
    rolling.setMinIndex(1);
    rolling.setMaxIndex(config.filesMax());
    rolling.start();
    SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setCheckIncrement(Duration.buildBySeconds(1));
    trigger.setMaxFileSize(new FileSize(config.fileBytesMax()));
    trigger.start();
    appender.setRollingPolicy(rolling);
    appender.setTriggeringPolicy(trigger);
    started(appender, context, config);
    if (!appender.isStarted()) {
      throw new ConfigError("log-file: cannot be opened: " + file);
    }
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> started(
      OutputStreamAppender<ILoggingEvent> appender, LoggerContext context, LogConfig config) {
    appender.setContext(context);
    appender.setEncoder(encoder(context, config));
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig config) {
    EncoderBase<ILoggingEvent> encoder;
    if (config.isJson()) {
      encoder = new JsonLines();
    } else {
      PatternLayoutEncoder text = new PatternLayoutEncoder();
      text.setPattern(PATTERN);
      encoder = text;
    }
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
