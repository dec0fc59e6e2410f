package io.carillon.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does small things regularly that never wait. */
final class Pulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("pulse").unstarted(work));

  /** Does it now and then after every pause. */
  void every(Duration pause, Runnable work) {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(
            () -> guarded(work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warn("a regular task failed and is tried again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
