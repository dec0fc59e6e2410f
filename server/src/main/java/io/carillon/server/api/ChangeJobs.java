package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Caller;
import io.carillon.core.JobId;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.Problems;
import io.carillon.server.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Pauses, resumes, triggers or deletes many jobs, each for itself. Thread-safe. */
final class ChangeJobs {
  private static final int AT_A_TIME_MAX = 64;

  private final JobEditor editor;
  private final ChangeJob single;
  private final RequestExecution requests;

  ChangeJobs(JobEditor editor, ChangeJob single, RequestExecution requests) {
    this.editor = editor;
    this.single = single;
    this.requests = requests;
  }

  private record Result(
      String jobId, int status, @Nullable String executionId, @Nullable Problem problem) {}

  CompletionStage<Answer> change(Request request) {
    String action = request.object().path("action").textValue();
    List<String> ids = new ArrayList<>();
    request.object().path("ids").forEach(id -> ids.add(id.textValue()));
    return Window.map(ids, AT_A_TIME_MAX, id -> changeOne(request, action, id))
        .thenApply(results -> Answer.json(200, out -> write(out, results)));
  }

  private CompletionStage<Result> changeOne(Request request, String action, String id) {
    CompletionStage<Result> stage;
    try {
      stage = act(request, action, id, JobId.parse(id).orElseThrow(Ids::unknownJob));
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedStage(e);
    }
    return stage.exceptionally(
        failure -> {
          Problem problem = Problems.of(failure);
          return new Result(id, problem.status(), null, problem);
        });
  }

  private CompletionStage<Result> act(Request request, String action, String text, JobId id) {
    Caller caller = request.caller();
    return switch (action) {
      case "pause" ->
          single.pause(caller, id, null).thenApply(_ -> new Result(text, 200, null, null));
      case "resume" ->
          single.resume(request, id, null).thenApply(_ -> new Result(text, 200, null, null));
      case "delete" ->
          editor.delete(caller, id, null).thenApply(_ -> new Result(text, 204, null, null));
      case "trigger" ->
          requests
              .trigger(caller, id)
              .thenApply(execution -> new Result(text, 202, execution.toString(), null));
      default -> throw new IllegalStateException("the contract does not allow " + action);
    };
  }

  private static void write(JsonGenerator out, List<Result> results) throws IOException {
    long failed = results.stream().filter(result -> result.problem() != null).count();
    out.writeStartObject();
    out.writeNumberField("succeeded", results.size() - failed);
    out.writeNumberField("failed", failed);
    out.writeArrayFieldStart("results");
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      out.writeStartObject();
      out.writeNumberField("index", i);
      out.writeNumberField("status", result.status());
      out.writeStringField("jobId", result.jobId());
      if (result.executionId() != null) {
        out.writeStringField("executionId", result.executionId());
      }
      Problem problem = result.problem();
      if (problem != null) {
        out.writeFieldName("problem");
        problem.write(out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
