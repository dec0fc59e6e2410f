package io.carillon.server.main;

import io.carillon.server.Carillon;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.ConfigError;
import io.carillon.server.config.ConfigSources;
import io.carillon.server.config.Version;
import io.carillon.server.log.LogSetup;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Starts the server and returns while it runs; it stops with SIGTERM or SIGINT and exit code 0. */
final class Serve implements Callable<Integer> {
  /** What {@link #call} returns when the server runs. */
  static final int STARTED = -1;

  private static final int STOPPED = 0;
  static final int FAILED = 1;
  static final int BAD_CONFIGURATION = 2;
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Logger LOG = LoggerFactory.getLogger("carillon");

  private final Map<String, String> environment;
  private CommandSpec spec = CommandSpec.create();
  private boolean isLogging;

  Serve(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Tells which options were made of the settings. */
  void spec(CommandSpec complete) {
    this.spec = complete;
  }

  @Override
  public Integer call() {
    try {
      CarillonConfig config = ConfigSources.read(flags(), environment);
      LogSetup.apply(config.log());
      isLogging = true;
      LOG.atInfo()
          .addKeyValue("version", Version.NUMBER)
          .addKeyValue("build", Version.BUILD)
          .addKeyValue("node", config.engine().nodeName())
          .addKeyValue("store", config.store())
          .log("starting");
      Carillon carillon = Carillon.start(config);
      AtomicInteger exitCode = new AtomicInteger(STOPPED);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(carillon, exitCode), "stop"));
      carillon
          .takenOver()
          .thenRun(
              () -> {
                LOG.error("another process is this node now; this one ends");
                exitCode.set(FAILED);
                // Not on the store's thread, which the stop waits for.
                new Thread(() -> System.exit(FAILED), "exit").start();
              });
      if (carillon.awaitReady(READY_WITHIN)) {
        LOG.info("ready");
      } else {
        LOG.warn("the server listens but does not plan yet; see /health");
      }
      spec.commandLine().getOut().println("carillon ready on " + carillon.url());
      spec.commandLine().getOut().flush();
      return STARTED;
    } catch (ConfigError e) {
      return fail(BAD_CONFIGURATION, e);
    } catch (IOException e) {
      return fail(FAILED, e);
    } catch (CompletionException e) {
      return fail(FAILED, e.getCause() == null ? e : e.getCause());
    }
  }

  private int fail(int code, Throwable reason) {
    spec.commandLine().getErr().println("carillon: " + reason.getMessage());
    if (isLogging) {
      LOG.error("the server cannot start: {}", reason.getMessage());
    }
    LogSetup.flush();
    return code;
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new TreeMap<>();
    for (OptionSpec option : spec.options()) {
      if (option.getValue() instanceof String value) {
        flags.put(option.longestName().substring("--".length()), value);
      }
    }
    return flags;
  }

  /** The exit code of a stop that was asked for is 0, not the signal's. */
  private static void stop(Carillon carillon, AtomicInteger exitCode) {
    LOG.info("stopping");
    carillon.close();
    LOG.info("stopped");
    LogSetup.flush();
    Runtime.getRuntime().halt(exitCode.get());
  }
}
