package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Planning.SkippedRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what the engine tells. */
final class HeardListener implements EngineListener {
  final List<Moved> moves = Collections.synchronizedList(new ArrayList<>());
  final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
  final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  boolean throwing;
  int stale;
  long skipped;

  @Override
  public void moved(Moved move) {
    fail();
    moves.add(move);
  }

  @Override
  public void alerted(Alert alert) {
    fail();
    alerts.add(alert);
  }

  @Override
  public void planned(int executions, int jobs, long nanos) {
    fail();
  }

  @Override
  public synchronized void skipped(JobSnapshot job, SkippedRun run) {
    fail();
    skipped += run.count();
  }

  @Override
  public synchronized void recorded(int settlements, int staleOnes, long nanos) {
    fail();
    stale += staleOnes;
  }

  @Override
  public void storeFailed(StoreOperation operation, Throwable cause) {
    fail();
    failures.add(operation.toString());
  }

  @Override
  public void queueFailed(QueueOperation operation, Throwable cause) {
    fail();
    failures.add("queue: " + operation);
  }

  private void fail() {
    if (throwing) {
      throw new IllegalStateException("a listener that fails");
    }
  }
}
