package io.carillon.server;

import io.carillon.core.Alert;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.engine.EngineListener;
import io.carillon.engine.QueueOperation;
import io.carillon.engine.StoreOperation;
import java.util.List;

/** Tells several what the engine did. */
record Listeners(List<EngineListener> listeners) implements EngineListener {
  @Override
  public void moved(Moved move) {
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).moved(move);
    }
  }

  @Override
  public void alerted(Alert alert) {
    listeners.forEach(listener -> listener.alerted(alert));
  }

  @Override
  public void planned(int executions, int jobs, long nanos) {
    listeners.forEach(listener -> listener.planned(executions, jobs, nanos));
  }

  @Override
  public void skipped(JobSnapshot job, SkippedRun run) {
    listeners.forEach(listener -> listener.skipped(job, run));
  }

  @Override
  public void recorded(int settlements, int stale, long nanos) {
    listeners.forEach(listener -> listener.recorded(settlements, stale, nanos));
  }

  @Override
  public void storeFailed(StoreOperation operation, Throwable cause) {
    listeners.forEach(listener -> listener.storeFailed(operation, cause));
  }

  @Override
  public void queueFailed(QueueOperation operation, Throwable cause) {
    listeners.forEach(listener -> listener.queueFailed(operation, cause));
  }
}
