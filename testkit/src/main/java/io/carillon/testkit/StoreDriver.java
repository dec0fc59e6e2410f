package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning.JobPlan;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Does with a store what the API and the engine do, one step at a time. */
public final class StoreDriver {
  public static final int LIMIT = 1_000;

  private final TestStore store;
  private final ManualClock clock;

  public StoreDriver(TestStore store, ManualClock clock) {
    this.store = store;
    this.clock = clock;
  }

  public Job create(JobDraft draft) {
    return create(draft.definition(), true);
  }

  public Job create(JobDefinition definition, boolean isActive) {
    NewJob job = NewJob.of(JobId.create(clock.wallMs()), definition, isActive, clock.now());
    return ((CreateResult.Created) join(store.jobs().create(job, null))).job();
  }

  /** A change that succeeds. */
  public ChangeResult.Changed change(Job job, JobDraft draft, boolean isActive) {
    return (ChangeResult.Changed)
        join(store.jobs().change(job.id(), job.version(), draft.definition(), isActive));
  }

  public ChangeResult.Changed pause(Job job) {
    return (ChangeResult.Changed)
        join(store.jobs().change(job.id(), job.version(), job.definition(), false));
  }

  public Job job(Job job) {
    return join(store.jobs().find(job.id())).orElseThrow();
  }

  public Lease takeOver() {
    return join(store.ledger().takeOver("node-a")).lease();
  }

  /** Plans every occurrence up to some time ahead of now. */
  public PlanBatch plan(Lease lease, Duration ahead) {
    long untilMs = clock.wallMs() + ahead.toMillis();
    return join(
        store
            .ledger()
            .plan(
                lease,
                new PlanRequest(untilMs, LIMIT, LIMIT),
                (job, nextMs) -> everyOccurrence(job, nextMs, untilMs)));
  }

  /** The rule that plans all occurrences from one to another instant. */
  public static JobPlan everyOccurrence(JobSnapshot job, long nextMs, long untilMs) {
    LongStream.Builder occurrences = LongStream.builder();
    long next = nextMs;
    while (next <= untilMs) {
      occurrences.add(next);
      next = job.definition().isRecurring() ? job.firstOccurrenceFrom(next + 1) : Long.MAX_VALUE;
    }
    return new JobPlan(occurrences.build().toArray(), null, next);
  }

  /** Plans one second ahead and returns the one execution that this made. */
  public OpenExecution planOne(Lease lease) {
    List<OpenExecution> planned = plan(lease, Duration.ofSeconds(1)).planned();
    if (planned.size() != 1) {
      throw new AssertionError("expected one execution: " + planned);
    }
    return planned.getFirst();
  }

  public OpenExecution request(Lease lease, Job job) {
    return join(store.ledger().request(lease, job.id(), Cause.MANUAL, null, Caller.SYSTEM))
        .orElseThrow();
  }

  public Start.Result start(Lease lease, OpenExecution execution, boolean takesTurn) {
    return join(store.ledger().start(lease, List.of(startOf(execution, takesTurn)))).getFirst();
  }

  public static Start startOf(OpenExecution execution, boolean takesTurn) {
    JobSnapshot job = execution.job();
    return new Start(execution.executionKey(), job.jobKey(), job.version(), takesTurn);
  }

  public Settled settle(Lease lease, Settlement settlement) {
    return join(store.ledger().settle(lease, List.of(settlement))).getFirst();
  }

  public Execution execution(OpenExecution execution) {
    return join(store.history().find(new ExecutionId(execution.executionKey()))).orElseThrow();
  }

  public ExecutionState state(OpenExecution execution) {
    return execution(execution).state();
  }

  /** A job's executions in these states, newest first, the future included. */
  public List<Execution> executions(Job job, ExecutionState... states) {
    return join(store
            .history()
            .list(
                new ExecutionQuery(
                    job.id(),
                    Set.of(states),
                    null,
                    null,
                    null,
                    clock.now().plus(Duration.ofDays(1)),
                    500,
                    null)))
        .items();
  }

  public JobStats stats(Job job) {
    return join(store.jobs().stats(job.id())).orElseThrow();
  }
}
