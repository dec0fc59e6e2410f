package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What the server recorded for a window: every execution of every job, read page by page. */
final class Ledger {
  private static final int PAGE = 500;

  private final Instant from;
  private final Instant to;
  private final Map<String, Long> rows = new TreeMap<>();
  private final Histogram driftMs = new Histogram(3);
  private long successes;

  private Ledger(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  static Ledger read(Http server, List<String> jobIds, Instant from, Instant to) {
    Ledger ledger = new Ledger(from, to);
    var jobs = jobIds.stream().map(id -> ledger.page(server, id, "", new HashSet<>())).toList();
    Http.await(Future.all(jobs));
    return ledger;
  }

  /** Different occurrences that ended as SUCCESS. */
  synchronized long successes() {
    return successes;
  }

  /** Rows that are in another state or a second row of an occurrence. */
  synchronized long others() {
    return rows.values().stream().mapToLong(Long::longValue).sum() - successes;
  }

  synchronized ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("successes", successes);
    rows.forEach(json.putObject("rows")::put);
    json.putObject("driftMs")
        .put("p50", driftMs.getValueAtPercentile(50))
        .put("p90", driftMs.getValueAtPercentile(90))
        .put("p99", driftMs.getValueAtPercentile(99))
        .put("p999", driftMs.getValueAtPercentile(99.9))
        .put("max", driftMs.getMaxValue());
    return json;
  }

  private Future<Void> page(Http server, String jobId, String cursor, Set<String> seen) {
    String path =
        "/api/v1/jobs/%s/executions?from=%s&to=%s&limit=%d%s"
            .formatted(jobId, Iso.of(from), Iso.of(to), PAGE, cursor);
    return server
        .get(path)
        .compose(
            answer -> {
              if (!answer.ok()) {
                return Future.failedFuture(path + ": " + answer.status() + " " + answer.shown());
              }
              JsonNode list = answer.json();
              list.path("executions").forEach(execution -> add(execution, seen));
              String next = list.path("nextCursor").asText("");
              return next.isEmpty() || list.path("nextCursor").isNull()
                  ? Future.succeededFuture()
                  : page(server, jobId, "&cursor=" + next, seen);
            });
  }

  private synchronized void add(JsonNode execution, Set<String> seen) {
    String scheduledAt = execution.path("scheduledAt").asText();
    Instant instant = Instant.parse(scheduledAt);
    if (instant.isBefore(from) || !instant.isBefore(to)) {
      return;
    }
    String status = execution.path("status").asText("?");
    rows.merge(status, 1L, Long::sum);
    if (status.equals("SUCCESS") && seen.add(scheduledAt)) {
      successes++;
    }
    if (execution.path("driftMs").isNumber()) {
      driftMs.recordValue(Math.max(0, execution.path("driftMs").asLong()));
    }
  }
}
