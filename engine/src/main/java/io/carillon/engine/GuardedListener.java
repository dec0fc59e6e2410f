package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a listener throws away from the engine, where it would leave a batch half
 * acknowledged: it is logged.
 */
record GuardedListener(EngineListener listener) implements EngineListener {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  @Override
  public void moved(Moved move) {
    guard(() -> listener.moved(move));
  }

  @Override
  public void alerted(Alert alert) {
    guard(() -> listener.alerted(alert));
  }

  @Override
  public void planned(int executions, int jobs, long nanos) {
    guard(() -> listener.planned(executions, jobs, nanos));
  }

  @Override
  public void skipped(JobSnapshot job, SkippedRun run) {
    guard(() -> listener.skipped(job, run));
  }

  @Override
  public void recorded(int settlements, int stale, long nanos) {
    guard(() -> listener.recorded(settlements, stale, nanos));
  }

  @Override
  public void storeFailed(StoreOperation operation, Throwable cause) {
    guard(() -> listener.storeFailed(operation, cause));
  }

  @Override
  public void queueFailed(QueueOperation operation, Throwable cause) {
    guard(() -> listener.queueFailed(operation, cause));
  }

  private static void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("a listener of the engine failed", e);
    }
  }
}
