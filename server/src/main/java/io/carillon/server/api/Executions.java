package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.History;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.ExecutionJson;
import io.carillon.server.json.PageJson;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows executions. Thread-safe. */
final class Executions {
  private final Function<Caller, History> history;
  private final Known known;
  private final Clock clock;

  Executions(Function<Caller, History> history, Known known, Clock clock) {
    this.history = history;
    this.known = known;
    this.clock = clock;
  }

  CompletionStage<Answer> ofJob(Request request) {
    JobId job = Ids.job(request);
    return known
        .orFail(
            request.caller(),
            job,
            history.apply(request.caller()).list(query(request, job, states(request))))
        .thenApply(
            page -> Answer.json(200, PageJson.of(job, "executions", page, ExecutionJson::write)));
  }

  CompletionStage<Answer> list(Request request) {
    return answer(request, states(request));
  }

  CompletionStage<Answer> recent(Request request) {
    return answer(request, Set.of());
  }

  CompletionStage<Answer> failed(Request request) {
    return answer(request, Set.of(ExecutionState.FAILED));
  }

  CompletionStage<Answer> get(Request request) {
    return history
        .apply(request.caller())
        .find(Ids.execution(request))
        .thenApply(found -> found.orElseThrow(Ids::unknownExecution))
        .thenApply(
            execution -> Answer.json(200, out -> ExecutionJson.writeWithAttempts(out, execution)));
  }

  private CompletionStage<Answer> answer(Request request, Set<ExecutionState> states) {
    return history
        .apply(request.caller())
        .list(query(request, null, states))
        .thenApply(
            page -> Answer.json(200, PageJson.of(null, "executions", page, ExecutionJson::write)));
  }

  private ExecutionQuery query(Request request, @Nullable JobId job, Set<ExecutionState> states) {
    Parameters parameters = request.parameters();
    return new ExecutionQuery(
        job,
        states,
        parameters.instantOrNull("from"),
        parameters.instantOrNull("to"),
        clock.now(),
        parameters.integer("limit"),
        parameters.textOrNull("cursor"));
  }

  private static Set<ExecutionState> states(Request request) {
    Set<ExecutionState> states = EnumSet.noneOf(ExecutionState.class);
    request
        .parameters()
        .list("status")
        .forEach(status -> states.add(ExecutionState.valueOf(status)));
    return states;
  }
}
