package io.carillon.server.log;

import io.carillon.core.Alert;
import io.carillon.core.Clock;
import io.carillon.engine.EngineListener;
import io.carillon.engine.QueueOperation;
import io.carillon.engine.StoreOperation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what somebody must see: alerts and failures of the store, each within a rate, so that a bad
 * day for many jobs neither fills the disk nor holds the engine's thread up. What is left out is
 * counted in the next line. Single executions are not logged.
 */
public final class EngineLog implements EngineListener {
  private static final Logger LOG = LoggerFactory.getLogger("carillon");

  static final int ALERT_LINES_PER_SECOND_MAX = 50;
  private static final Duration STORE_PERIOD = Duration.ofSeconds(5);

  private final LineRate alertLines;
  private final LineRate storeLines;
  private final LineRate queueLines;

  public EngineLog(Clock clock) {
    alertLines = new LineRate(clock, ALERT_LINES_PER_SECOND_MAX, Duration.ofSeconds(1));
    storeLines = new LineRate(clock, 1, STORE_PERIOD);
    queueLines = new LineRate(clock, 1, STORE_PERIOD);
  }

  @Override
  public void alerted(Alert alert) {
    if (!alertLines.admits()) {
      return;
    }
    LoggingEventBuilder line =
        LOG.atWarn()
            .addKeyValue("alertId", alert.id())
            .addKeyValue("kind", alert.kind())
            .addKeyValue("jobId", alert.jobId())
            .addKeyValue("executionId", alert.executionId())
            .addKeyValue("attempts", alert.attempts())
            .addKeyValue("error", alert.error());
    if (alert.jobName() != null) {
      line = line.addKeyValue("jobName", alert.jobName());
    }
    addUnsaid(line, alertLines)
        .log(
            switch (alert.kind()) {
              case FAILURE -> "a job failed";
              case RECOVERY -> "a job works again";
            });
  }

  @Override
  public void storeFailed(StoreOperation operation, Throwable cause) {
    if (!storeLines.admits()) {
      return;
    }
    LoggingEventBuilder line =
        LOG.atWarn().addKeyValue("operation", operation).addKeyValue("error", cause.toString());
    addUnsaid(line, storeLines).log("the store failed; the engine tries again");
  }

  @Override
  public void queueFailed(QueueOperation operation, Throwable cause) {
    if (!queueLines.admits()) {
      return;
    }
    LoggingEventBuilder line =
        LOG.atWarn().addKeyValue("operation", operation).addKeyValue("error", cause.toString());
    addUnsaid(line, queueLines).log("the queue failed; executions go through the store");
  }

  private static LoggingEventBuilder addUnsaid(LoggingEventBuilder line, LineRate rate) {
    long unsaid = rate.takeUnsaid();
    return unsaid == 0 ? line : line.addKeyValue("others", unsaid);
  }
}
