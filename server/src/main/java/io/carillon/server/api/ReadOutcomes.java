package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Counted;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.server.contract.Parameters;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Shows how executions ended, in buckets of minutes and by destination. Thread-safe. */
final class ReadOutcomes {
  static final int DESTINATIONS_MAX = 20;
  private static final Duration LONGEST = Duration.ofDays(1);

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
    return counts
        .apply(request.caller())
        .list(fromMs, fromMs + buckets * bucketMs)
        .thenApply(
            counted -> Answer.json(200, out -> write(out, counted, fromMs, bucketMs, buckets)));
  }

  /** Counts of each outcome by bucket. */
  private static final class Row {
    private static final List<String> OUTCOMES =
        List.of("success", "failed", "skipped", "cancelled");
    private final long[][] buckets;

    Row(int size) {
      buckets = new long[OUTCOMES.size()][size];
    }

    void add(int bucket, Counts counts) {
      buckets[0][bucket] += counts.success();
      buckets[1][bucket] += counts.failed();
      buckets[2][bucket] += counts.skipped();
      buckets[3][bucket] += counts.cancelled();
    }

    long total() {
      return LongStream.of(0, 1, 2, 3).map(i -> LongStream.of(buckets[(int) i]).sum()).sum();
    }

    void write(JsonGenerator out, @Nullable String destination) throws IOException {
      out.writeStartObject();
      if (destination != null) {
        out.writeStringField("destination", destination);
      }
      out.writeNumberField("total", total());
      for (int i = 0; i < buckets.length; i++) {
        out.writeFieldName(OUTCOMES.get(i));
        out.writeArray(buckets[i], 0, buckets[i].length);
      }
      out.writeEndObject();
    }
  }

  private static void write(
      JsonGenerator out, List<Counted> counted, long fromMs, long bucketMs, int buckets)
      throws IOException {
    Row all = new Row(buckets);
    Map<String, Row> byDestination = new HashMap<>();
    for (Counted each : counted) {
      int bucket = (int) ((each.minuteMs() - fromMs) / bucketMs);
      all.add(bucket, each.counts());
      if (each.destination() != null) {
        byDestination
            .computeIfAbsent(each.destination().toString(), _ -> new Row(buckets))
            .add(bucket, each.counts());
      }
    }
    out.writeStartObject();
    out.writeStringField("from", Times.format(Instant.ofEpochMilli(fromMs)));
    out.writeStringField("to", Times.format(Instant.ofEpochMilli(fromMs + buckets * bucketMs)));
    out.writeNumberField("bucketMs", bucketMs);
    out.writeFieldName("all");
    all.write(out, null);
    out.writeArrayFieldStart("destinations");
    for (Map.Entry<String, Row> row : most(byDestination)) {
      row.getValue().write(out, row.getKey());
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static List<Map.Entry<String, Row>> most(Map<String, Row> rows) {
    return rows.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Row> row) -> -row.getValue().total())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(DESTINATIONS_MAX)
        .toList();
  }
}
