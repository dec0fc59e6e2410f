package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionState;
import io.carillon.core.Invalid;
import io.carillon.core.JobId;
import io.carillon.core.port.History;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.History.HttpStatuses;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.ExecutionJson;
import io.carillon.server.json.PageJson;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows executions. Thread-safe. */
final class Executions {
  private static final Pattern HTTP_STATUSES = Pattern.compile("[1-5]([0-9]{2}|xx)");

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
        httpStatuses(parameters.textOrNull("httpStatus")),
        parameters.instantOrNull("from"),
        parameters.instantOrNull("to"),
        clock.now(),
        parameters.integer("limit"),
        parameters.textOrNull("cursor"));
  }

  /** {@code 503} as it says, {@code 5xx} as 500 to 599. */
  private static @Nullable HttpStatuses httpStatuses(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Invalid.unless(
        HTTP_STATUSES.matcher(text).matches(), "httpStatus", "must be a status or a class, as 5xx");
    return new HttpStatuses(
        Integer.parseInt(text.replace('x', '0')), Integer.parseInt(text.replace('x', '9')));
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
