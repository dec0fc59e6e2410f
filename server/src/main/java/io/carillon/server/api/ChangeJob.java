package io.carillon.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.server.contract.Shape;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import io.carillon.server.json.HiddenHeaders;
import io.carillon.server.json.JobDraft;
import io.carillon.server.json.JobJson;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.MergePatch;
import io.carillon.server.json.Violations;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Edits, pauses, resumes and deletes one job. Thread-safe. */
final class ChangeJob {
  private final JobEditor editor;
  private final JobReader reader;
  private final Shape jobShape;
  private final Clock clock;

  /**
   * @param jobShape what a job must look like after a patch
   */
  ChangeJob(JobEditor editor, JobReader reader, Shape jobShape, Clock clock) {
    this.editor = editor;
    this.reader = reader;
    this.jobShape = jobShape;
    this.clock = clock;
  }

  CompletionStage<Answer> replace(Request request) {
    ObjectNode replacement = request.object();
    return edit(
        request,
        job ->
            checked(
                reader.read(HiddenHeaders.reveal(replacement, job.definition().target())),
                job,
                request));
  }

  private JobDraft checked(JobDraft edited, Job before, Request request) {
    Instant now = now();
    return QuotaRules.checked(
        Occurrences.checked(edited, before, now), before, request.namespace().quotas(), now);
  }

  CompletionStage<Answer> patch(Request request) {
    ObjectNode patch = request.object();
    return edit(request, job -> checked(merged(job, patch), job, request));
  }

  private JobDraft merged(Job job, ObjectNode patch) {
    JsonNode merged = MergePatch.apply(JobJson.editable(job.definition(), job.isActive()), patch);
    ObjectNode revealed = HiddenHeaders.reveal((ObjectNode) merged, job.definition().target());
    Violations violations = new Violations();
    jobShape.check(revealed, violations);
    if (!violations.isEmpty()) {
      reader.judge(revealed, violations);
      throw violations.exception();
    }
    return reader.read(revealed);
  }

  CompletionStage<Answer> delete(Request request) {
    return editor
        .delete(request.caller(), Ids.job(request), IfMatch.of(request))
        .thenApply(_ -> Answer.noContent());
  }

  CompletionStage<Answer> pause(Request request) {
    return pause(request.caller(), Ids.job(request), IfMatch.of(request)).thenApply(this::shown);
  }

  CompletionStage<Job> pause(Caller caller, JobId id, @Nullable IfMatch ifMatch) {
    return editor.edit(caller, id, ifMatch, job -> new JobDraft(job.definition(), false));
  }

  CompletionStage<Answer> resume(Request request) {
    return resume(request, Ids.job(request), IfMatch.of(request)).thenApply(this::shown);
  }

  CompletionStage<Job> resume(Request request, JobId id, @Nullable IfMatch ifMatch) {
    return editor.edit(
        request.caller(),
        id,
        ifMatch,
        job -> {
          if (!job.isActive() && !Occurrences.fires(job, job.definition(), now())) {
            throw Problem.of(ProblemCode.NEVER_FIRES, "give it another schedule").exception();
          }
          JobDraft resumed = new JobDraft(job.definition(), true);
          return QuotaRules.checked(resumed, job, request.namespace().quotas(), now());
        });
  }

  private CompletionStage<Answer> edit(Request request, JobEditor.Edit edit) {
    return editor
        .edit(request.caller(), Ids.job(request), IfMatch.of(request), edit)
        .thenApply(this::shown);
  }

  private Answer shown(Job job) {
    return JobAnswers.shown(job, clock);
  }

  private Instant now() {
    return clock.now();
  }
}
