package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.JobId;
import io.carillon.core.port.Alerts;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import io.carillon.server.json.AlertJson;
import io.carillon.server.json.PageJson;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Shows alerts and marks them as seen. Thread-safe. */
final class AlertOperations {
  private final Function<Caller, Alerts> alerts;
  private final Known known;

  AlertOperations(Function<Caller, Alerts> alerts, Known known) {
    this.alerts = alerts;
    this.known = known;
  }

  CompletionStage<Answer> list(Request request) {
    return alerts
        .apply(request.caller())
        .list(
            null, request.parameters().integer("limit"), request.parameters().textOrNull("cursor"))
        .thenApply(page -> Answer.json(200, PageJson.of(null, "alerts", page, AlertJson::write)));
  }

  CompletionStage<Answer> ofJob(Request request) {
    JobId job = Ids.job(request);
    return known
        .orFail(
            request.caller(),
            job,
            alerts
                .apply(request.caller())
                .list(
                    job,
                    request.parameters().integer("limit"),
                    request.parameters().textOrNull("cursor")))
        .thenApply(page -> Answer.json(200, PageJson.of(job, "alerts", page, AlertJson::write)));
  }

  CompletionStage<Answer> acknowledge(Request request) {
    return OnLoop.bring(alerts.apply(request.caller()).acknowledge(id(request)))
        .thenApply(found -> found.orElseThrow(AlertOperations::unknown))
        .thenApply(alert -> Answer.json(200, out -> AlertJson.write(out, alert)));
  }

  private static long id(Request request) {
    try {
      return Long.parseLong(request.parameters().text("id"));
    } catch (NumberFormatException _) {
      throw unknown();
    }
  }

  private static RuntimeException unknown() {
    return Problem.of(ProblemCode.UNKNOWN_ALERT, null).exception();
  }
}
