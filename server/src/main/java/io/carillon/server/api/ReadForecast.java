package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Page;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Shows the load that is to come, computed from the schedules. Thread-safe. */
final class ReadForecast {
  static final int JOBS_MAX = 100_000;
  static final int BUCKETS_MAX = 1_440;
  static final Duration LONGEST = Duration.ofDays(1);
  private static final int PAGE = 500;

  /** Each takes a processor for some seconds at the most. */
  private final Places places = new Places(1);

  private final Function<Caller, JobStore> jobs;
  private final Clock clock;

  ReadForecast(Function<Caller, JobStore> jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  CompletionStage<Answer> show(Request request) {
    Parameters parameters = request.parameters();
    long bucketMs = parameters.integer("bucketMs") / 1_000L * 1_000;
    Instant from = parameters.instantOrNull("from");
    long fromMs = Math.floorDiv((from == null ? clock.now() : from).toEpochMilli(), 1_000) * 1_000;
    Instant to = parameters.instantOrNull("to");
    long wantedMs = to == null ? Duration.ofHours(1).toMillis() : to.toEpochMilli() - fromMs;
    if (wantedMs <= 0 || wantedMs > LONGEST.toMillis()) {
      throw InvalidInput.of("to", "must be after from, by a day at the most");
    }
    long buckets = (wantedMs + bucketMs - 1) / bucketMs;
    if (buckets > BUCKETS_MAX) {
      throw InvalidInput.of("bucketMs", "makes more than " + BUCKETS_MAX + " buckets");
    }
    Forecast forecast = new Forecast(fromMs, fromMs + buckets * bucketMs, bucketMs);
    return places
        .use(
            request.namespace().key(),
            "another forecast is made",
            () ->
                gather(jobs.apply(request.caller()), forecast, null)
                    .thenApplyAsync(isWhole -> forecast.run() && isWhole))
        .thenApply(
            isComplete ->
                Answer.json(200, out -> write(out, forecast, fromMs, bucketMs, isComplete)));
  }

  /** Reads the jobs page by page. False when there are too many. */
  private static CompletionStage<Boolean> gather(
      JobStore jobs, Forecast forecast, @Nullable String cursor) {
    return jobs.list(new JobQuery(true, null, null, null, null, PAGE, cursor))
        .thenCompose(
            page -> {
              page.items().forEach(forecast::add);
              return next(jobs, forecast, page);
            });
  }

  private static CompletionStage<Boolean> next(JobStore jobs, Forecast forecast, Page<Job> page) {
    String cursor = page.nextCursor();
    if (cursor == null || forecast.jobs() >= JOBS_MAX) {
      return CompletableFuture.completedStage(cursor == null);
    }
    return gather(jobs, forecast, cursor);
  }

  private static void write(
      JsonGenerator out, Forecast forecast, long fromMs, long bucketMs, boolean isComplete)
      throws IOException {
    long[] total = forecast.total();
    out.writeStartObject();
    out.writeStringField("from", Times.format(Instant.ofEpochMilli(fromMs)));
    out.writeStringField(
        "to", Times.format(Instant.ofEpochMilli(fromMs + total.length * bucketMs)));
    out.writeNumberField("bucketMs", bucketMs);
    out.writeNumberField("jobs", forecast.jobs());
    out.writeBooleanField("isComplete", isComplete);
    out.writeNumberField("total", LongStream.of(total).sum());
    writeRow(out, total);
    out.writeArrayFieldStart("destinations");
    for (Map.Entry<String, long[]> row : forecast.destinations().entrySet()) {
      out.writeStartObject();
      out.writeStringField("destination", row.getKey());
      out.writeNumberField("total", LongStream.of(row.getValue()).sum());
      writeRow(out, row.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeFieldName("worstSecond");
    write(out, forecast.worst());
    out.writeEndObject();
  }

  private static void writeRow(JsonGenerator out, long[] row) throws IOException {
    out.writeFieldName("buckets");
    out.writeArray(row, 0, row.length);
  }

  private static void write(JsonGenerator out, Forecast.@Nullable Second second)
      throws IOException {
    if (second == null) {
      out.writeNull();
      return;
    }
    out.writeStartObject();
    out.writeStringField("at", Times.format(Instant.ofEpochMilli(second.atMs())));
    out.writeNumberField("count", second.count());
    out.writeArrayFieldStart("destinations");
    for (Map.Entry<String, Long> destination : second.destinations()) {
      out.writeStartObject();
      out.writeStringField("destination", destination.getKey());
      out.writeNumberField("count", destination.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
