package io.carillon.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Quotas;
import io.carillon.core.Sha256;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.NewJob;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.JobDraft;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Creates one job. Thread-safe. */
final class CreateJob {
  private static final String ROUTE = "POST /jobs";

  private final Function<Caller, JobStore> jobs;
  private final EngineOnLoop engine;
  private final JobReader reader;
  private final Clock clock;

  CreateJob(Function<Caller, JobStore> jobs, EngineOnLoop engine, JobReader reader, Clock clock) {
    this.jobs = jobs;
    this.engine = engine;
    this.reader = reader;
    this.clock = clock;
  }

  CompletionStage<Answer> create(Request request) {
    String key = request.parameters().textOrNull("Idempotency-Key");
    JobStore store = jobs.apply(request.caller());
    NewJob job;
    try {
      job = read(request.object(), request.namespace().quotas());
    } catch (InvalidInput refusal) {
      if (key == null) {
        throw refusal;
      }
      // It may be a repeat of what was granted when it still had an occurrence left or more quota.
      return OnLoop.bring(store.answered(ROUTE, key, hash(request)))
          .thenApply(before -> answer(before.orElseThrow(() -> refusal), null));
    }
    Idempotency promise = key == null ? null : promise(key, hash(request), job);
    return OnLoop.bring(store.create(job, promise)).thenApply(result -> answer(result, promise));
  }

  /** The job that the JSON asks for, complete, valid and within the quotas. */
  NewJob read(ObjectNode json, Quotas quotas) {
    JobDraft draft = reader.read(json);
    Instant now = clock.now();
    return QuotaRules.checked(
        Occurrences.checked(
            NewJob.of(JobId.create(now.toEpochMilli()), draft.definition(), draft.isActive(), now)),
        quotas);
  }

  private static String hash(Request request) {
    return Sha256.hex(request.raw().getBytes());
  }

  private static Idempotency promise(String key, String hash, NewJob job) {
    byte[] answer = JobAnswers.createdBody(asStored(job));
    return new Idempotency(ROUTE, key, hash, new String(answer, StandardCharsets.UTF_8));
  }

  /**
   * The job as the store will show it: a repeat must get the first answer, which is kept with it.
   */
  private static Job asStored(NewJob job) {
    Instant next = Occurrences.instant(job.nextFireAtMs()).orElse(null);
    return new Job(job.snapshot(), job.isActive(), job.createdAt(), job.createdAt(), next);
  }

  private Answer answer(CreateResult result, @Nullable Idempotency promise) {
    engine.planSoon(List.of(result));
    return switch (result) {
      case CreateResult.Created(Job job) -> {
        byte[] body =
            promise == null
                ? JobAnswers.createdBody(job)
                : promise.answer().getBytes(StandardCharsets.UTF_8);
        yield JobAnswers.created(job.id().toString(), body);
      }
      case CreateResult.Repeated(String answer) ->
          JobAnswers.created(
              Json.parseTrusted(answer).path("jobId").textValue(),
              answer.getBytes(StandardCharsets.UTF_8));
      case CreateResult.NameTaken(JobId by) -> throw JobAnswers.nameTaken(by).exception();
      case CreateResult.QuotaReached(int jobsMax) -> throw QuotaRules.reached(jobsMax).exception();
      case CreateResult.KeyReused _ ->
          throw Problem.of(ProblemCode.IDEMPOTENCY_KEY_REUSED, "use another key").exception();
    };
  }
}
