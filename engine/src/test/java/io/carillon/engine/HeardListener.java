package io.carillon.engine;

import io.carillon.core.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what the engine tells. */
final class HeardListener implements EngineListener {
  final List<Moved> moves = Collections.synchronizedList(new ArrayList<>());
  final List<Alert> alerts = Collections.synchronizedList(new ArrayList<>());
  final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  int stale;
  long skipped;

  @Override
  public void moved(Moved move) {
    moves.add(move);
  }

  @Override
  public void alerted(Alert alert) {
    alerts.add(alert);
  }

  @Override
  public synchronized void planned(int executions, long skippedOccurrences, int jobs, long nanos) {
    skipped += skippedOccurrences;
  }

  @Override
  public synchronized void recorded(int settlements, int staleOnes, long nanos) {
    stale += staleOnes;
  }

  @Override
  public void storeFailed(String operation, Throwable cause) {
    failures.add(operation);
  }
}
