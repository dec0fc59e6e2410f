package io.carillon.server.api;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.port.Audit;
import io.carillon.core.port.History;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.OpenExecution;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import io.carillon.server.json.ExecutionJson;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes executions that somebody asks for, and cancels executions. Thread-safe. */
final class RequestExecution {
  private final EngineOnLoop engine;
  private final Function<Caller, History> history;
  private final Function<Caller, Audit> audit;

  RequestExecution(
      EngineOnLoop engine, Function<Caller, History> history, Function<Caller, Audit> audit) {
    this.audit = audit;
    this.engine = engine;
    this.history = history;
  }

  CompletionStage<Answer> trigger(Request request) {
    JobId job = Ids.job(request);
    return trigger(request.caller(), job).thenApply(execution -> requested(execution, job));
  }

  CompletionStage<ExecutionId> trigger(Caller caller, JobId job) {
    return request(caller, job, Cause.MANUAL, null)
        .thenApply(execution -> execution.orElseThrow(Ids::unknownJob));
  }

  CompletionStage<Answer> replay(Request request) {
    return find(request.caller(), Ids.execution(request))
        .thenCompose(
            replayed ->
                request(request.caller(), replayed.jobId(), Cause.REPLAY, replayed.id())
                    .thenApply(
                        execution ->
                            requested(
                                execution.orElseThrow(RequestExecution::deleted),
                                replayed.jobId())));
  }

  private CompletionStage<Optional<ExecutionId>> request(
      Caller caller, JobId job, Cause cause, @Nullable ExecutionId replayOf) {
    return engine
        .request(job, cause, replayOf, caller)
        .thenApply(execution -> execution.map(RequestExecution::idOf));
  }

  CompletionStage<Answer> cancel(Request request) {
    ExecutionId id = Ids.execution(request);
    Caller caller = request.caller();
    return find(caller, id)
        .thenCompose(
            execution -> {
              JobId job = execution.jobId();
              return OnLoop.bring(
                      audit
                          .apply(caller)
                          .note(AuditAction.EXECUTION_CANCEL_ASKED, id.toString(), job))
                  .thenCompose(_ -> engine.cancel(job, id));
            })
        .thenCompose(
            cancelled -> {
              require(cancelled);
              return find(caller, id);
            })
        .thenApply(
            execution -> Answer.json(200, out -> ExecutionJson.writeWithAttempts(out, execution)));
  }

  private static void require(Ledger.Cancelled cancelled) {
    switch (cancelled) {
      case DONE -> {}
      case ENDED, CANCELLED -> throw Problem.of(ProblemCode.EXECUTION_ENDED, null).exception();
      case UNKNOWN -> throw Ids.unknownExecution();
      case HELD, ASKED ->
          throw Problem.of(ProblemCode.CONCURRENT_EDIT, "it is changing hands; try again")
              .exception();
    }
  }

  private CompletionStage<Execution> find(Caller caller, ExecutionId id) {
    return OnLoop.bring(history.apply(caller).find(id))
        .thenApply(found -> found.orElseThrow(Ids::unknownExecution));
  }

  private static ExecutionId idOf(OpenExecution execution) {
    return new ExecutionId(execution.executionKey());
  }

  private static RuntimeException deleted() {
    return Problem.of(ProblemCode.JOB_DELETED, "a deleted job cannot be called again").exception();
  }

  private static Answer requested(ExecutionId execution, JobId job) {
    return Answer.json(
        202,
        out -> {
          out.writeStartObject();
          out.writeStringField("executionId", execution.toString());
          out.writeStringField("jobId", job.toString());
          out.writeEndObject();
        });
  }
}
