package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One burst: what the receiver saw of it and what the server recorded.
 *
 * @param report the receiver's, of the instant
 * @param ended executions recorded, of all jobs
 * @param ledger rows that were read, of some jobs
 */
record BurstRound(JsonNode report, Endings ended, Ledger ledger, int ledgerJobs, ObjectNode raw) {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** So long without a call ends the wait for the rest. */
  private static final int STALLED_SECONDS_MAX = 30;

  /** Each job's row is one request, so only so many are read; the rest is counted. */
  private static final int LEDGER_JOBS_MAX = 20_000;

  /** Creates the jobs, waits for their instant and until all is recorded. */
  static BurstRound run(Bench bench, BurstPlan plan) {
    Http server = bench.server(8);
    ServerQueue queue = new ServerQueue(server);
    ReceiverClient receiver = bench.receiverClient();
    receiver.reset();
    Endings before = Endings.read(server);
    Instant instant =
        Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(plan.leadSeconds() + 1);
    ObjectNode raw = JsonNodeFactory.instance.objectNode();
    raw.put("instant", Iso.of(instant));
    List<String> ids = create(server, bench, plan, instant, raw);
    Pause.until(instant.minus(LOOK_EVERY));
    double cpuBefore = bench.ofServer(process -> (double) process.cpuMs());
    raw.set("samples", awaitCalls(queue, receiver, instant, plan.jobs()).json(List.of()));
    raw.put("drainMs", queue.awaitEmpty());
    double usedMs = bench.ofServer(process -> (double) process.cpuMs()) - cpuBefore;
    raw.put(Firing.CPU, Math.round(usedMs * 10_000 / plan.jobs()) / 10.0);
    raw.put(Firing.PEAK_RSS, bench.ofServer(ProcessStats::peakRssMb));
    JsonNode report = receiver.once(instant, plan.jobs());
    raw.set("receiver", report);
    List<String> read = ids.subList(0, Math.min(ids.size(), LEDGER_JOBS_MAX));
    Ledger ledger = Ledger.read(bench.server(32), read, instant, instant.plusSeconds(1));
    raw.set("ledger", ledger.json().put("jobs", read.size()));
    Endings ended = Endings.read(server).since(before);
    raw.set("endings", ended.json());
    raw.set("metrics", server.getNow("/api/v1/metrics"));
    return new BurstRound(report, ended, ledger, read.size(), raw);
  }

  /** From the instant to the last call. */
  double lastCallSeconds() {
    return report.path("window").path("driftMs").path("max").asDouble(-1_000) / 1_000;
  }

  /** Every job was called exactly once and is recorded as a success. */
  List<Check> exactlyOnce(int jobs) {
    JsonNode window = report.path("window");
    return List.of(
        Check.equal("calls missing", window.path("missing").asLong(-1), 0),
        Check.equal("calls duplicated", window.path("duplicates").asLong(-1), 0),
        Check.equal("counted SUCCESS", ended.successes(), jobs),
        Check.equal("counted otherwise", ended.others(), 0),
        Check.equal("recorded SUCCESS, of the rows read", ledger.successes(), ledgerJobs));
  }

  private static List<String> create(
      Http server, Bench bench, BurstPlan plan, Instant instant, ObjectNode raw) {
    List<String> ids = new ArrayList<>();
    long startedAt = System.nanoTime();
    new JobBatches(server).create(plan.jobs(), i -> Jobs.once(bench.target(i), instant), ids::add);
    double seconds = (System.nanoTime() - startedAt) / 1e9;
    raw.put("createSeconds", seconds).put("createdPerSecond", Math.round(plan.jobs() / seconds));
    if (Instant.now().isAfter(instant.minusSeconds(plan.restSeconds()))) {
      throw new IllegalStateException("creating took too long: raise --lead-seconds");
    }
    return ids;
  }

  /** Looks once a second, from before the instant until every call or a stall was seen. */
  private static QueueSamples awaitCalls(
      ServerQueue queue, ReceiverClient receiver, Instant instant, int jobs) {
    QueueSamples samples = new QueueSamples(queue.stats());
    long received = 0;
    int stalledSeconds = 0;
    Instant next = instant;
    while (received < jobs && stalledSeconds < STALLED_SECONDS_MAX) {
      next = next.plus(LOOK_EVERY);
      Pause.until(next);
      samples.add(queue.stats());
      long now = receiver.received();
      stalledSeconds = now == received ? stalledSeconds + 1 : 0;
      received = now;
    }
    return samples;
  }
}
