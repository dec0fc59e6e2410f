package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.engine.Engine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine as operations see it: it answers on the event loop of the request, so that its own
 * thread plans and sends and does nothing else. To be called for a request, see {@link OnLoop}.
 */
final class EngineOnLoop {
  private final Engine engine;
  private final Clock clock;
  private final long claimAheadMs;

  /**
   * @param claimAheadMs how far ahead the engine's regular rounds claim
   */
  EngineOnLoop(Engine engine, Clock clock, long claimAheadMs) {
    this.engine = engine;
    this.clock = clock;
    this.claimAheadMs = claimAheadMs;
  }

  /** See {@link Engine#change}; the change itself begins on the engine's thread. */
  CompletionStage<ChangeResult> change(
      JobSnapshot job, Supplier<CompletionStage<ChangeResult>> change) {
    return OnLoop.bring(engine.change(job, change));
  }

  /** See {@link Engine#request}. */
  CompletionStage<Optional<OpenExecution>> request(
      JobId job, Cause cause, @Nullable ExecutionId replayOf, Caller caller) {
    return OnLoop.bring(engine.request(job, cause, replayOf, caller));
  }

  /** See {@link Engine#cancel}. */
  CompletionStage<Ledger.Cancelled> cancel(JobId job, ExecutionId execution) {
    return OnLoop.bring(engine.cancel(job, execution));
  }

  /**
   * Jobs were created. A round is asked for only when one of them fires before the regular rounds
   * reach it: each round wakes the engine's thread and takes the writer's time.
   */
  void planSoon(List<CreateResult> results) {
    long reachedMs = clock.wallMs() + claimAheadMs;
    if (results.stream().anyMatch(result -> firesBefore(reachedMs, result))) {
      engine.planSoon();
    }
  }

  private static boolean firesBefore(long epochMs, CreateResult result) {
    Instant next = result instanceof CreateResult.Created(Job job) ? job.nextExecutionTime() : null;
    return next != null && next.toEpochMilli() < epochMs;
  }
}
