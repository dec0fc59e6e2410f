package io.carillon.engine;

import io.carillon.core.Alert;
import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Page;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The memory ledger as a whole store, each operation committed at once, for the contract suites.
 */
final class MemoryStore implements TestStore, History, Alerts {
  private final MemoryLedger ledger;
  private final MemoryJobStore jobs;

  MemoryStore(ManualClock clock) {
    ledger = new MemoryLedger(clock);
    ledger.transactions.runOn(Runnable::run);
    jobs = new MemoryJobStore(ledger, clock);
  }

  /** Nothing is noted, and there is one namespace. */
  @Override
  public MemoryStore by(Caller caller) {
    return this;
  }

  @Override
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public History history() {
    return this;
  }

  @Override
  public Alerts alerts() {
    return this;
  }

  @Override
  public void verify() {
    for (MemoryRow row : ledger.rows.all()) {
      if (row.state.isTerminal() == row.job.openRows.contains(row)) {
        throw new AssertionError("open and terminal, or neither: " + row);
      }
    }
  }

  @Override
  public void close() {}

  @Override
  public CompletionStage<Page<Execution>> list(ExecutionQuery query) {
    List<Execution> found = new ArrayList<>();
    for (MemoryJob job : ledger.jobs.all()) {
      if (query.job() == null || job.snapshot.id().equals(query.job())) {
        job.rows.forEach(row -> found.add(row.view()));
        job.skipped.forEach(skipped -> found.add(view(job, skipped)));
      }
    }
    found.removeIf(
        execution ->
            (!query.states().isEmpty() && !query.states().contains(execution.state()))
                || execution.scheduledAt().isAfter(query.now()));
    found.sort(Comparator.comparing(Execution::scheduledAt).reversed());
    return done(new Page<>(found, null));
  }

  private static Execution view(MemoryJob job, MemoryJob.Skipped skipped) {
    Instant from = Instant.ofEpochMilli(skipped.run().fromMs());
    MemoryRow row = new MemoryRow(0, job, skipped.run().fromMs(), 0, Cause.SCHEDULE);
    Execution plain = row.view();
    return new Execution(
        plain.id(),
        plain.jobId(),
        skipped.jobVersion(),
        from,
        null,
        Instant.ofEpochMilli(skipped.atMs()),
        ExecutionState.SKIPPED,
        null,
        null,
        null,
        0,
        skipped.run().error(),
        plain.cause(),
        null,
        null,
        new Execution.Skipped(
            skipped.run().count(), from, Instant.ofEpochMilli(skipped.run().toMs())),
        List.of());
  }

  @Override
  public CompletionStage<Optional<Execution>> find(ExecutionId id) {
    return done(Optional.ofNullable(ledger.rows.find(id.key())).map(MemoryRow::view));
  }

  @Override
  public CompletionStage<Counts> counts() {
    long runs = ledger.jobs.all().stream().mapToLong(job -> job.skipped.size()).sum();
    return done(
        new Counts(
            ledger.rows.all().size() + runs,
            ledger.rows.ended(ExecutionState.SUCCESS),
            ledger.rows.ended(ExecutionState.FAILED)));
  }

  @Override
  public CompletionStage<Integer> countRetrying(int max) {
    long retrying =
        ledger.rows.all().stream().filter(row -> row.state == ExecutionState.RETRYING).count();
    return done((int) Math.min(max, retrying));
  }

  @Override
  public CompletionStage<Integer> countSpilled(int max) {
    long spilled = ledger.rows.all().stream().filter(row -> row.holder < 0).count();
    return done((int) Math.min(max, spilled));
  }

  @Override
  public CompletionStage<Boolean> knows(JobId id) {
    return done(
        ledger.jobs.all().stream()
            .filter(job -> job.snapshot.id().equals(id))
            .anyMatch(job -> !job.isDeleted || !job.rows.isEmpty() || !job.skipped.isEmpty()));
  }

  @Override
  public CompletionStage<Page<Alert>> list(
      @Nullable JobId job, int limit, @Nullable String cursor) {
    return done(
        new Page<>(
            ledger.settling.alerts.reversed().stream()
                .filter(alert -> job == null || alert.jobId().equals(job))
                .toList(),
            null));
  }

  @Override
  public CompletionStage<Optional<Alert>> acknowledge(long id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<Alert>> undelivered(long after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Void> delivered(long id, @Nullable String error) {
    throw new UnsupportedOperationException();
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
