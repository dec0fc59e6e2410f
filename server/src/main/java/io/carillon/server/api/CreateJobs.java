package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.NewJob;
import io.carillon.server.contract.Shape;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Problem;
import io.carillon.server.http.Problems;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates many jobs, each for itself. Thread-safe. */
final class CreateJobs {
  private final JobStore jobs;
  private final EngineOnLoop engine;
  private final CreateJob single;
  private final JobReader reader;
  private final Shape shape;

  CreateJobs(JobStore jobs, EngineOnLoop engine, CreateJob single, JobReader reader, Shape shape) {
    this.jobs = jobs;
    this.engine = engine;
    this.single = single;
    this.reader = reader;
    this.shape = shape;
  }

  /** What became of one item: the job's id, or what is wrong. */
  private record Result(@Nullable String jobId, @Nullable Problem problem) {}

  CompletionStage<Answer> create(Request request) {
    List<Result> results = new ArrayList<>();
    List<NewJob> valid = new ArrayList<>();
    for (Supplier<JsonNode> item : BatchItems.of(request)) {
      try {
        NewJob job = read(item.get());
        valid.add(job);
        results.add(new Result(job.id().toString(), null));
      } catch (RuntimeException e) {
        results.add(new Result(null, Problems.of(e)));
      }
    }
    return OnLoop.bring(jobs.createAll(valid)).thenApply(created -> answer(results, created));
  }

  private NewJob read(JsonNode item) {
    Violations violations = new Violations();
    shape.check(item, violations);
    if (!violations.isEmpty()) {
      reader.judge(item, violations);
      throw violations.exception();
    }
    return single.read((ObjectNode) item);
  }

  /** Puts what the store said of the valid items in their places. */
  private Answer answer(List<Result> results, List<CreateResult> created) {
    engine.planSoon();
    int next = 0;
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i).problem() == null) {
        results.set(i, result(created.get(next++)));
      }
    }
    return Answer.json(200, out -> write(out, results));
  }

  private static Result result(CreateResult result) {
    return switch (result) {
      case CreateResult.Created(Job job) -> new Result(job.id().toString(), null);
      case CreateResult.NameTaken(JobId by) -> new Result(null, JobAnswers.nameTaken(by));
      case CreateResult.Repeated _, CreateResult.KeyReused _ ->
          throw new IllegalStateException("a batch has no idempotency keys");
    };
  }

  private static void write(JsonGenerator out, List<Result> results) throws IOException {
    long failed = results.stream().filter(result -> result.problem() != null).count();
    out.writeStartObject();
    out.writeNumberField("created", results.size() - failed);
    out.writeNumberField("failed", failed);
    out.writeArrayFieldStart("results");
    for (int i = 0; i < results.size(); i++) {
      Problem problem = results.get(i).problem();
      out.writeStartObject();
      out.writeNumberField("index", i);
      out.writeNumberField("status", problem == null ? 201 : problem.status());
      if (problem == null) {
        out.writeStringField("jobId", results.get(i).jobId());
      } else {
        out.writeFieldName("problem");
        problem.write(out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
