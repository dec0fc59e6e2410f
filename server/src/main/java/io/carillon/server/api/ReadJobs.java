package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.port.JobStats;
import io.carillon.core.port.JobStore;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobJson;
import io.carillon.server.json.Numbers;
import io.carillon.server.json.PageJson;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows jobs and how their executions ended. Thread-safe. */
final class ReadJobs {
  private final Function<Caller, JobStore> jobs;
  private final Clock clock;

  ReadJobs(Function<Caller, JobStore> jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  CompletionStage<Answer> get(Request request) {
    String header = request.parameters().textOrNull("If-None-Match");
    EntityTags known = header == null ? null : EntityTags.of("If-None-Match", header);
    return jobs.apply(request.caller())
        .find(Ids.job(request))
        .thenApply(found -> found.orElseThrow(Ids::unknownJob))
        .thenApply(
            job ->
                known != null && known.matchWeakly(job.version())
                    ? JobAnswers.unchanged(job)
                    : JobAnswers.shown(job, clock));
  }

  CompletionStage<Answer> list(Request request) {
    Parameters parameters = request.parameters();
    JobStore.JobQuery query =
        new JobStore.JobQuery(
            parameters.booleanOrNull("active"),
            parameters.booleanOrNull("failing"),
            parameters.textOrNull("tag"),
            parameters.textOrNull("name"),
            parameters.textOrNull("text"),
            parameters.integer("limit"),
            parameters.textOrNull("cursor"));
    Instant now = clock.now();
    return jobs.apply(request.caller())
        .list(query)
        .thenApply(
            page ->
                Answer.json(
                    200,
                    PageJson.of(
                        null,
                        "jobs",
                        page,
                        (out, job) -> JobJson.write(out, Occurrences.asShown(job, now)))));
  }

  CompletionStage<Answer> stats(Request request) {
    JobId id = Ids.job(request);
    return jobs.apply(request.caller())
        .stats(id)
        .thenApply(
            found -> {
              JobStats stats = found.orElseThrow(Ids::unknownJob);
              return Answer.json(200, out -> write(out, id, stats));
            });
  }

  private static void write(JsonGenerator out, JobId id, JobStats stats) throws IOException {
    out.writeStartObject();
    out.writeStringField("jobId", id.toString());
    out.writeNumberField(
        "total", stats.success() + stats.failed() + stats.skipped() + stats.cancelled());
    out.writeNumberField("success", stats.success());
    out.writeNumberField("failed", stats.failed());
    out.writeNumberField("skipped", stats.skipped());
    out.writeNumberField("cancelled", stats.cancelled());
    Numbers.writeRounded(
        out, "successRate", Numbers.share(stats.success(), stats.success() + stats.failed()));
    out.writeNumberField("sampleSize", stats.sampleSize());
    write(out, "durationMs", stats.durationMs());
    write(out, "driftMs", stats.driftMs());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String field, JobStats.@Nullable Percentiles of)
      throws IOException {
    if (of == null) {
      out.writeNullField(field);
      return;
    }
    out.writeObjectFieldStart(field);
    out.writeNumberField("p50", of.p50());
    out.writeNumberField("p90", of.p90());
    out.writeNumberField("p99", of.p99());
    out.writeNumberField("max", of.max());
    out.writeEndObject();
  }
}
