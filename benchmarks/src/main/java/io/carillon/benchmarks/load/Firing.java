package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One run of jobs that fire every second: created, watched through the window, drained. */
final class Firing {
  private static final Duration DRAIN_MAX = Duration.ofMinutes(2);
  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(1);

  private final Bench bench;
  private final Http server;
  private final FiringPlan plan;
  private final FiringPlan.Times times;
  private final List<String> jobIds = new ArrayList<>();
  private final ObjectNode raw = JsonNodeFactory.instance.objectNode();

  private Firing(Bench bench, FiringPlan plan) {
    this.bench = bench;
    this.server = bench.server(8);
    this.plan = plan;
    this.times = plan.startingFrom(Instant.now());
  }

  /** Forgets what the receiver counted and creates the jobs. */
  static Firing create(Bench bench, FiringPlan plan) {
    Firing firing = new Firing(bench, plan);
    bench.receiverClient().reset();
    long startedAt = System.nanoTime();
    new JobBatches(firing.server)
        .create(
            plan.jobs(),
            i -> Jobs.everySecond(bench.target(i), firing.times.startAt(), firing.times.endAt()),
            firing.jobIds::add);
    firing.raw.put("createMs", (System.nanoTime() - startedAt) / 1_000_000);
    if (Instant.now().isAfter(firing.times.startAt())) {
      throw new IllegalStateException("creating took too long: raise --lead-seconds");
    }
    return firing;
  }

  List<String> jobIds() {
    return jobIds;
  }

  void awaitWindow() {
    Pause.until(times.from());
  }

  /** Samples the server's process until the window is over. Call at its beginning. */
  void watchWindow() {
    long serverCpu = cpuMs(bench.server());
    long receiverCpu = cpuMs(bench.receiver());
    double rssMax = 0;
    Instant next = times.from().plus(SAMPLE_EVERY);
    while (next.isBefore(times.to())) {
      Pause.until(next);
      rssMax = Math.max(rssMax, bench.ofServer(ProcessStats::rssMb));
      next = next.plus(SAMPLE_EVERY);
    }
    Pause.until(times.to());
    raw.put("serverCpuPercentOfOneCore", percent(serverCpu, cpuMs(bench.server())));
    raw.put("receiverCpuPercentOfOneCore", percent(receiverCpu, cpuMs(bench.receiver())));
    raw.put("serverRssMbMax", rssMax);
    raw.put("serverRssMbPeak", bench.ofServer(ProcessStats::peakRssMb));
  }

  /** Waits until nothing is left to do, then reads what the receiver and the ledger say. */
  Outcome drain() {
    Pause.until(times.endAt());
    raw.put("drainMs", awaitEmptyQueue());
    JsonNode report = bench.receiverClient().everySecond(times.from(), times.to(), plan.jobs());
    Ledger ledger = Ledger.read(bench.server(32), jobIds, times.from(), times.to());
    raw.put("jobs", plan.jobs());
    raw.put("from", Iso.of(times.from()));
    raw.put("to", Iso.of(times.to()));
    raw.set("receiver", report);
    raw.set("ledger", ledger.json());
    raw.set("queue", server.getNow("/api/v1/queue/stats"));
    raw.set("metrics", server.getNow("/api/v1/metrics"));
    return new Outcome(report, ledger, raw);
  }

  /** What the receiver saw in the window, what the server recorded of it, and every number. */
  record Outcome(JsonNode report, Ledger ledger, ObjectNode raw) {
    long window(String number) {
      return report.path("window").path(number).asLong(-1);
    }

    double driftMs(String percentile) {
      return report.path("window").path("driftMs").path(percentile).asDouble(-1);
    }

    /** Every occurrence was called exactly once and is recorded as a success. */
    List<Check> exactlyOnce(FiringPlan plan) {
      return List.of(
          Check.equal("calls missing", window("missing"), 0),
          Check.equal("calls duplicated", window("duplicates"), 0),
          Check.equal("jobs seen", window("jobs"), plan.jobs()),
          Check.equal("recorded SUCCESS", ledger.successes(), plan.expected()),
          Check.equal("recorded otherwise", ledger.others(), 0));
    }
  }

  private long awaitEmptyQueue() {
    Instant startedAt = Instant.now();
    while (true) {
      JsonNode stats = server.getNow("/api/v1/queue/stats");
      long open =
          stats.path("ready").asLong()
              + stats.path("processing").asLong()
              + stats.path("retry").asLong();
      Duration waited = Duration.between(startedAt, Instant.now());
      if (open == 0) {
        return waited.toMillis();
      }
      if (waited.compareTo(DRAIN_MAX) > 0) {
        throw new IllegalStateException("not drained within " + DRAIN_MAX + ": " + stats);
      }
      Pause.of(Duration.ofMillis(200));
    }
  }

  private static long cpuMs(java.util.Optional<ProcessStats> process) {
    return process.map(ProcessStats::cpuMs).orElse(-1L);
  }

  private double percent(long fromMs, long toMs) {
    return fromMs < 0 ? -1 : Math.round((toMs - fromMs) / (plan.windowSeconds() * 1.0)) / 10.0;
  }
}
