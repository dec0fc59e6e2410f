package io.carillon.server.api;

import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.engine.Engine;
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

  EngineOnLoop(Engine engine) {
    this.engine = engine;
  }

  /** See {@link Engine#change}; the change itself begins on the engine's thread. */
  CompletionStage<ChangeResult> change(
      JobSnapshot job, Supplier<CompletionStage<ChangeResult>> change) {
    return OnLoop.bring(engine.change(job, change));
  }

  /** See {@link Engine#request}. */
  CompletionStage<Optional<OpenExecution>> request(
      JobId job, Cause cause, @Nullable ExecutionId replayOf) {
    return OnLoop.bring(engine.request(job, cause, replayOf));
  }

  /** See {@link Engine#cancel}. */
  CompletionStage<Ledger.Cancelled> cancel(JobId job, ExecutionId execution) {
    return OnLoop.bring(engine.cancel(job, execution));
  }

  /** See {@link Engine#planSoon}. */
  void planSoon() {
    engine.planSoon();
  }
}
