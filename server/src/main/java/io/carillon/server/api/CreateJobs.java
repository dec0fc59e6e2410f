package io.carillon.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Caller;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Quotas;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates many jobs, each for itself. Thread-safe. */
final class CreateJobs {
  /** Items that go to the store together, so that it writes some while the next ones are read. */
  private static final int SLICE_MAX = 1_000;

  private final Function<Caller, JobStore> jobs;
  private final EngineOnLoop engine;
  private final CreateJob single;
  private final JobReader reader;
  private final Shape shape;

  CreateJobs(
      Function<Caller, JobStore> jobs,
      EngineOnLoop engine,
      CreateJob single,
      JobReader reader,
      Shape shape) {
    this.jobs = jobs;
    this.engine = engine;
    this.single = single;
    this.reader = reader;
    this.shape = shape;
  }

  /**
   * Some of the items.
   *
   * @param read what is wrong with each item, or null
   * @param written what the store did with the items that nothing is wrong with, in order
   */
  private record Slice(
      List<@Nullable Problem> read, CompletableFuture<List<CreateResult>> written) {}

  /** Fails as a whole only when the store took no slice. */
  CompletionStage<Answer> create(Request request) {
    List<Supplier<JsonNode>> items = BatchItems.of(request);
    JobStore store = jobs.apply(request.caller());
    Quotas quotas = request.namespace().quotas();
    List<Slice> slices = new ArrayList<>();
    for (int from = 0; from < items.size(); from += SLICE_MAX) {
      slices.add(
          begin(store, quotas, items.subList(from, Math.min(from + SLICE_MAX, items.size()))));
    }
    CompletableFuture<Void> ended =
        CompletableFuture.allOf(
            slices.stream().map(Slice::written).toArray(CompletableFuture<?>[]::new));
    return OnLoop.bring(ended.handle((_, _) -> slices)).thenApply(this::answer);
  }

  private Slice begin(JobStore store, Quotas quotas, List<Supplier<JsonNode>> items) {
    List<@Nullable Problem> read = new ArrayList<>(items.size());
    List<NewJob> valid = new ArrayList<>(items.size());
    for (Supplier<JsonNode> item : items) {
      try {
        valid.add(read(item.get(), quotas));
        read.add(null);
      } catch (RuntimeException e) {
        read.add(Problems.of(e));
      }
    }
    return new Slice(read, store.createAll(valid).toCompletableFuture());
  }

  private NewJob read(JsonNode item, Quotas quotas) {
    Violations violations = new Violations();
    shape.check(item, violations);
    if (!violations.isEmpty()) {
      reader.judge(item, violations);
      throw violations.exception();
    }
    return single.read((ObjectNode) item, quotas);
  }

  private Answer answer(List<Slice> slices) {
    List<ItemResult> results = new ArrayList<>();
    for (Slice slice : slices) {
      if (slice.written().isCompletedExceptionally()) {
        addRefused(slice, results);
      } else {
        engine.planSoon(slice.written().join());
        addWritten(slice, results);
      }
    }
    if (results.stream().allMatch(result -> result.jobId() == null)) {
      throwIfRefused(slices);
    }
    return Answer.json(200, out -> ItemResult.write(out, "created", results));
  }

  /** Puts what the store said of the valid items in their places. */
  private static void addWritten(Slice slice, List<ItemResult> results) {
    Iterator<CreateResult> written = slice.written().join().iterator();
    for (Problem problem : slice.read()) {
      results.add(problem == null ? result(written.next()) : ItemResult.refused(null, problem));
    }
  }

  private static ItemResult result(CreateResult result) {
    return switch (result) {
      case CreateResult.Created(Job job) -> ItemResult.granted(201, job.id().toString());
      case CreateResult.NameTaken(JobId by) -> ItemResult.refused(null, JobAnswers.nameTaken(by));
      case CreateResult.QuotaReached(int jobsMax) ->
          ItemResult.refused(null, QuotaRules.reached(jobsMax));
      case CreateResult.Repeated _, CreateResult.KeyReused _ ->
          throw new IllegalStateException("a batch has no idempotency keys");
    };
  }

  private static void addRefused(Slice slice, List<ItemResult> results) {
    Problem refusal = Problems.of(slice.written().exceptionNow());
    for (Problem problem : slice.read()) {
      results.add(ItemResult.refused(null, problem == null ? refusal : problem));
    }
  }

  private static void throwIfRefused(List<Slice> slices) {
    for (Slice slice : slices) {
      if (slice.written().isCompletedExceptionally()) {
        throw new CompletionException(slice.written().exceptionNow());
      }
    }
  }
}
