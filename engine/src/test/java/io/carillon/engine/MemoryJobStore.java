package io.carillon.engine;

import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.Page;
import io.carillon.engine.Transactions.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of the memory store behind their port, as far as the contract suites of the engine go.
 */
final class MemoryJobStore implements JobStore {
  private final MemoryLedger ledger;
  private final Clock clock;

  MemoryJobStore(MemoryLedger ledger, Clock clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public CompletionStage<CreateResult> create(NewJob job, @Nullable Idempotency idempotency) {
    return write(
        () -> {
          MemoryJob namesake = ledger.jobs.named(job.definition().name());
          return namesake != null
              ? new CreateResult.NameTaken(namesake.snapshot.id())
              : new CreateResult.Created(
                  ledger
                      .jobs
                      .create(job.id(), job.definition(), job.isActive())
                      .view(clock.wallMs()));
        });
  }

  /** Nothing is noted. */
  @Override
  public JobStore by(Caller caller) {
    return this;
  }

  @Override
  public CompletionStage<Optional<CreateResult>> answered(
      String route, String key, String requestHash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<List<CreateResult>> createAll(List<NewJob> jobs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<ChangeResult> change(
      JobId id, int expectedVersion, JobDefinition definition, boolean isActive) {
    return write(
        () -> ledger.jobs.change(ledger.nodeKey(), id, expectedVersion, definition, isActive));
  }

  @Override
  public CompletionStage<ChangeResult> delete(JobId id, @Nullable Integer expectedVersion) {
    return write(() -> ledger.jobs.delete(ledger.nodeKey(), id, expectedVersion));
  }

  @Override
  public CompletionStage<Optional<Job>> find(JobId id) {
    return write(() -> Optional.ofNullable(ledger.jobs.find(id)).map(j -> j.view(clock.wallMs())));
  }

  @Override
  public CompletionStage<Page<Job>> list(JobQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletionStage<Page<JobVersion>> versions(JobId id, int limit, @Nullable String cursor) {
    return write(() -> versionsNow(id, limit, cursor == null ? 0 : Integer.parseInt(cursor)));
  }

  private Page<JobVersion> versionsNow(JobId id, int limit, int from) {
    MemoryJob job = ledger.jobs.find(id);
    List<JobVersion> all = new ArrayList<>();
    if (job != null) {
      for (MemoryJob.Era era : job.eras.reversed()) {
        all.add(
            new JobVersion(
                era.snapshot().version(),
                era.snapshot().definition(),
                era.isActive(),
                Instant.ofEpochMilli(era.cutMs())));
      }
    }
    int to = Math.min(all.size(), from + limit);
    return new Page<>(all.subList(from, to), to == all.size() ? null : String.valueOf(to));
  }

  @Override
  public CompletionStage<Optional<JobStats>> stats(JobId id) {
    return write(() -> Optional.ofNullable(ledger.jobs.find(id)).map(MemoryJobStore::statsNow));
  }

  private static JobStats statsNow(MemoryJob job) {
    long skippedInRuns = job.skippedRuns().stream().mapToLong(run -> run.count()).sum();
    return new JobStats(
        count(job, ExecutionState.SUCCESS),
        count(job, ExecutionState.FAILED),
        count(job, ExecutionState.SKIPPED) + skippedInRuns,
        count(job, ExecutionState.CANCELLED),
        0,
        null,
        null);
  }

  private static long count(MemoryJob job, ExecutionState state) {
    return job.rows.stream().filter(row -> row.state == state).count();
  }

  @Override
  public CompletionStage<JobCounts> counts() {
    return write(
        () -> {
          List<MemoryJob> jobs = ledger.jobs.all().stream().filter(job -> !job.isDeleted).toList();
          return new JobCounts(jobs.size(), jobs.stream().filter(job -> job.isActive).count());
        });
  }

  private <T> CompletionStage<T> write(Supplier<T> work) {
    return ledger.transactions.submit(Urgency.URGENT, false, work);
  }
}
