package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.Invalid;
import io.carillon.core.JobId;
import io.carillon.core.port.Audit;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.AuditJson;
import io.carillon.server.json.PageJson;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows who changed what. Thread-safe. */
final class ReadAudit {
  private final Function<Caller, Audit> audit;

  ReadAudit(Function<Caller, Audit> audit) {
    this.audit = audit;
  }

  CompletionStage<Answer> list(Request request) {
    return audit
        .apply(request.caller())
        .list(
            job(request.parameters().textOrNull("jobId")),
            request.parameters().integer("limit"),
            request.parameters().textOrNull("cursor"))
        .thenApply(page -> Answer.json(200, PageJson.of(null, "entries", page, AuditJson::write)));
  }

  private static @Nullable JobId job(@Nullable String text) {
    return text == null
        ? null
        : JobId.parse(text).orElseThrow(() -> new Invalid("jobId", "must be a job's id"));
  }
}
