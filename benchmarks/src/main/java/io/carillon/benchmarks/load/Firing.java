package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run of jobs that fire every second: created, watched through the window, drained. */
final class Firing {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Each look is this long before a second begins: a server that keeps up is done by then. */
  private static final Duration LOOK_BEFORE = Duration.ofMillis(100);

  /**
   * Among the numbers: CPU microseconds of the server for each execution recorded in the window.
   */
  static final String CPU = "serverCpuMicrosPerExecution";

  /** Among the numbers: megabytes, from the server's start to the end of the window. */
  static final String PEAK_RSS = "serverRssMbPeak";

  private final Bench bench;
  private final Http server;
  private final ServerQueue queue;
  private final FiringPlan plan;
  private final FiringPlan.Times times;
  private final Endings before;
  private final List<String> jobIds = new ArrayList<>();
  private final ObjectNode raw = JsonNodeFactory.instance.objectNode();
  private Optional<QueueSamples> samples = Optional.empty();

  private Firing(Bench bench, FiringPlan plan) {
    this.bench = bench;
    this.server = bench.server(8);
    this.queue = new ServerQueue(server);
    this.plan = plan;
    this.before = Endings.read(server);
    this.times = plan.startingFrom(Instant.now());
  }

  /** Forgets what the receiver counted and creates the jobs. */
  static Firing create(Bench bench, FiringPlan plan) {
    Firing firing = new Firing(bench, plan);
    bench.receiverClient().reset();
    long startedAt = System.nanoTime();
    new JobBatches(firing.server)
        .create(plan.jobs(), i -> plan.job(i, bench.target(i), firing.times), firing.jobIds::add);
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
    Pause.until(times.from().minus(LOOK_BEFORE));
  }

  /** Samples the server until the window is over. Call at its beginning. */
  void watchWindow() {
    long serverCpu = cpuMs(bench.server());
    long receiverCpu = cpuMs(bench.receiver());
    QueueSamples looks = new QueueSamples(queue.stats());
    double rssMax = 0;
    Instant next = times.from().minus(LOOK_BEFORE);
    for (int i = 0; i < plan.windowSeconds(); i++) {
      next = next.plus(LOOK_EVERY);
      Pause.until(next);
      looks.add(queue.stats());
      rssMax = Math.max(rssMax, bench.ofServer(ProcessStats::rssMb));
    }
    long usedMs = cpuMs(bench.server()) - serverCpu;
    raw.put("serverCpuPercentOfOneCore", percent(usedMs));
    raw.put(CPU, Math.round(usedMs * 10_000 / Math.max(1, looks.recordedInAll())) / 10.0);
    raw.put("receiverCpuPercentOfOneCore", percent(cpuMs(bench.receiver()) - receiverCpu));
    raw.put("serverRssMbMax", rssMax);
    raw.put(PEAK_RSS, bench.ofServer(ProcessStats::peakRssMb));
    raw.put("settlingGrowth", looks.settlingGrowth());
    raw.put("backlogGrowth", looks.backlogGrowth());
    samples = Optional.of(looks);
  }

  /** Waits until nothing is left to do, then reads what the receiver and the ledger say. */
  FiringOutcome drain() {
    Pause.until(times.endAt());
    raw.put("drainMs", queue.awaitEmpty());
    Endings endings = Endings.read(server).since(before);
    JsonNode report = bench.receiverClient().everySecond(times.from(), times.to(), plan.jobs());
    samples.ifPresent(looks -> raw.set("samples", looks.json(arrivedPerSecond(report))));
    Instant ledgerFrom = times.to().minusSeconds(plan.ledgerSeconds());
    Ledger ledger = Ledger.read(bench.server(32), jobIds, ledgerFrom, times.to());
    raw.put("jobs", plan.jobs());
    raw.put("spread", plan.spread());
    raw.put("windowSeconds", plan.windowSeconds());
    raw.put("from", Iso.of(times.from()));
    raw.put("to", Iso.of(times.to()));
    raw.set("receiver", report);
    raw.set("ledger", ledger.json().put("seconds", plan.ledgerSeconds()));
    raw.set("endings", endings.json());
    raw.set("queue", queue.stats());
    raw.set("metrics", server.getNow("/api/v1/metrics"));
    return new FiringOutcome(plan, report, ledger, endings, samples, raw);
  }

  /** Moves them out of the report, where they would be one number for each second. */
  private static List<Double> arrivedPerSecond(JsonNode report) {
    List<Double> arrived = new ArrayList<>();
    if (report.path("window") instanceof ObjectNode window) {
      window.path("arrivedPerSecond").forEach(count -> arrived.add(count.asDouble()));
      window.remove("arrivedPerSecond");
    }
    return arrived;
  }

  private static long cpuMs(Optional<ProcessStats> process) {
    return process.map(ProcessStats::cpuMs).orElse(-1L);
  }

  private double percent(long usedMs) {
    return Math.round(usedMs / (double) plan.windowSeconds()) / 10.0;
  }
}
