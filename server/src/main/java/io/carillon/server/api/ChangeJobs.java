package io.carillon.server.api;

import io.carillon.core.Caller;
import io.carillon.core.JobId;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problems;
import io.carillon.server.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

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

  CompletionStage<Answer> change(Request request) {
    String action = request.object().path("action").textValue();
    List<String> ids = new ArrayList<>();
    request.object().path("ids").forEach(id -> ids.add(id.textValue()));
    return Window.map(ids, AT_A_TIME_MAX, id -> changeOne(request, action, id))
        .thenApply(results -> Answer.json(200, out -> ItemResult.write(out, "succeeded", results)));
  }

  private CompletionStage<ItemResult> changeOne(Request request, String action, String id) {
    CompletionStage<ItemResult> stage;
    try {
      stage = act(request, action, id, JobId.parse(id).orElseThrow(Ids::unknownJob));
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedStage(e);
    }
    return stage.exceptionally(failure -> ItemResult.refused(id, Problems.of(failure)));
  }

  private CompletionStage<ItemResult> act(Request request, String action, String text, JobId id) {
    Caller caller = request.caller();
    return switch (action) {
      case "pause" -> single.pause(caller, id, null).thenApply(_ -> ItemResult.granted(200, text));
      case "resume" ->
          single.resume(request, id, null).thenApply(_ -> ItemResult.granted(200, text));
      case "delete" ->
          editor.delete(caller, id, null).thenApply(_ -> ItemResult.granted(204, text));
      case "trigger" ->
          requests
              .trigger(caller, id)
              .thenApply(execution -> new ItemResult(202, text, execution.toString(), null));
      default -> throw new IllegalStateException("the contract does not allow " + action);
    };
  }
}
