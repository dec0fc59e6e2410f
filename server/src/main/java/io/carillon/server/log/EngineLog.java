package io.carillon.server.log;

import io.carillon.core.Alert;
import io.carillon.core.Clock;
import io.carillon.engine.EngineListener;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what somebody must see: a line for each alert, and failures of the store, at most one line
 * in some seconds. Single executions are not logged.
 */
public final class EngineLog implements EngineListener {
  private static final Logger LOG = LoggerFactory.getLogger("carillon");
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Clock clock;
  private long failedAtNanos;
  private long unsaid;

  public EngineLog(Clock clock) {
    this.clock = clock;
    this.failedAtNanos = clock.monotonicNanos() - PAUSE_NANOS;
  }

  @Override
  public void alerted(Alert alert) {
    LOG.atWarn()
        .addKeyValue("alertId", alert.id())
        .addKeyValue("kind", alert.kind())
        .addKeyValue("jobId", alert.jobId())
        .addKeyValue("jobName", alert.jobName())
        .addKeyValue("executionId", alert.executionId())
        .addKeyValue("attempts", alert.attempts())
        .addKeyValue("error", alert.error())
        .log(
            switch (alert.kind()) {
              case FAILURE -> "a job failed";
              case RECOVERY -> "a job works again";
            });
  }

  @Override
  public void storeFailed(String operation, Throwable cause) {
    long now = clock.monotonicNanos();
    if (now - failedAtNanos < PAUSE_NANOS) {
      unsaid++;
      return;
    }
    LOG.atWarn()
        .addKeyValue("operation", operation)
        .addKeyValue("error", cause.toString())
        .addKeyValue("others", unsaid)
        .log("the store failed; the engine tries again");
    failedAtNanos = now;
    unsaid = 0;
  }

  @Override
  public void moved(Moved move) {}

  @Override
  public void planned(int executions, long skippedOccurrences, int jobs, long nanos) {}

  @Override
  public void recorded(int settlements, int stale, long nanos) {}
}
