package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.core.port.OutcomeCounts.Series;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Shows how executions ended, in buckets of minutes and by destination. Thread-safe. */
final class ReadOutcomes {
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Each reads up to some hundred thousand rows. */
  private final Places places = new Places(1);

  private final Function<Caller, OutcomeCounts> counts;
  private final Clock clock;

  ReadOutcomes(Function<Caller, OutcomeCounts> counts, Clock clock) {
    this.counts = counts;
    this.clock = clock;
  }

  CompletionStage<Answer> show(Request request) {
    Parameters parameters = request.parameters();
    long bucketMs = parameters.integer("bucketMs");
    if (bucketMs % OutcomeCounts.MINUTE_MS != 0) {
      throw InvalidInput.of("bucketMs", "must be whole minutes");
    }
    Instant to = parameters.instantOrNull("to");
    long toMs = (to == null ? clock.now() : to).toEpochMilli();
    Instant from = parameters.instantOrNull("from");
    long wantedFromMs = from == null ? toMs - LONGEST.toMillis() / 2 : from.toEpochMilli();
    if (wantedFromMs >= toMs || toMs - wantedFromMs > LONGEST.toMillis()) {
      throw InvalidInput.of("from", "must be before to, by a day at the most");
    }
    long fromMs = wantedFromMs - Math.floorMod(wantedFromMs, OutcomeCounts.MINUTE_MS);
    int buckets = Math.toIntExact((toMs - fromMs + bucketMs - 1) / bucketMs);
    return places
        .use(
            request.namespace().key(),
            "other outcomes are read",
            () -> counts.apply(request.caller()).read(fromMs, bucketMs, buckets))
        .thenApply(series -> Answer.json(200, out -> write(out, series, fromMs, bucketMs)));
  }

  private static void write(JsonGenerator out, List<Series> series, long fromMs, long bucketMs)
      throws IOException {
    Series all = series.getFirst();
    long toMs = fromMs + all.buckets().size() * bucketMs;
    out.writeStartObject();
    out.writeStringField("from", Times.format(Instant.ofEpochMilli(fromMs)));
    out.writeStringField("to", Times.format(Instant.ofEpochMilli(toMs)));
    out.writeNumberField("bucketMs", bucketMs);
    out.writeFieldName("all");
    write(out, all);
    out.writeArrayFieldStart("destinations");
    for (Series of : series.subList(1, series.size())) {
      write(out, of);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Series series) throws IOException {
    out.writeStartObject();
    if (series.destination() != null) {
      out.writeStringField("destination", series.destination().toString());
    }
    out.writeNumberField("total", series.buckets().stream().mapToLong(Counts::total).sum());
    write(out, "success", series, Counts::success);
    write(out, "failed", series, Counts::failed);
    write(out, "skipped", series, Counts::skipped);
    write(out, "cancelled", series, Counts::cancelled);
    out.writeEndObject();
  }

  private static void write(
      JsonGenerator out, String outcome, Series series, ToLongFunction<Counts> count)
      throws IOException {
    out.writeArrayFieldStart(outcome);
    for (Counts bucket : series.buckets()) {
      out.writeNumber(count.applyAsLong(bucket));
    }
    out.writeEndArray();
  }
}
