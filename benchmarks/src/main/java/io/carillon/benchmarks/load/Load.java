package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import io.carillon.benchmarks.fill.FillHistory;
import io.carillon.benchmarks.report.Report;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Main class: {@code load <case> --server URL ...} measures one case and writes its numbers to
 * {@code --out FILE} or prints them; {@code load report --results FOLDER} writes what was measured
 * so far for people; {@code load fill-history --store FILE ...} prepares a store. Exit code 0:
 * every target met, 1: one missed, 2: wrong usage, 3: it could not be done.
 */
public final class Load {
  private static final int MISSED = 1;
  private static final int BAD_USAGE = 2;
  private static final int NOT_MEASURED = 3;

  private static final Map<String, BenchmarkCase> CASES = new LinkedHashMap<>();

  static {
    CASES.put("sustained", new SustainedCase());
    CASES.put("burst", new BurstCase());
    CASES.put("drift", new DriftCase());
    CASES.put("capacity", new CapacityCase());
    CASES.put("growth", new GrowthCase());
    CASES.put("slow", new SlowCase());
    CASES.put("create", new CreateCase());
    CASES.put("create-wrk", new CreateWrkCase());
    CASES.put("create-batch", new CreateBatchCase());
    CASES.put("reads", new ReadsCase());
    CASES.put("idle", new IdleCase());
    CASES.put("fill", new FillCase());
    CASES.put("start", new StartCase());
    CASES.put("history", new HistoryCase());
    CASES.put("page", new PageCase());
    CASES.put("cron", new CronCase());
    CASES.put("pieces", new PiecesCase());
  }

  private Load() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  static int run(List<String> words) {
    try {
      String name = words.isEmpty() ? "" : words.getFirst();
      if (name.equals("report")) {
        Report.run(Arguments.parse(words.subList(1, words.size())));
        return 0;
      }
      if (name.equals("fill-history")) {
        FillHistory.run(Arguments.parse(words.subList(1, words.size())));
        return 0;
      }
      BenchmarkCase benchmarkCase = CASES.get(name);
      if (benchmarkCase == null) {
        throw new IllegalArgumentException(
            "expected report, fill-history or one of " + CASES.keySet());
      }
      return measure(name, benchmarkCase, Arguments.parse(words.subList(1, words.size())));
    } catch (IllegalArgumentException e) {
      System.err.println("load: " + e.getMessage());
      return BAD_USAGE;
    } catch (RuntimeException e) {
      System.err.println("load: failed: " + e.getMessage());
      return NOT_MEASURED;
    }
  }

  private static int measure(String name, BenchmarkCase benchmarkCase, Arguments arguments) {
    String out = arguments.text("out", "");
    String commit = arguments.text("commit", "unknown");
    String command = arguments.text("shown-command", "load " + name);
    String shownName = arguments.text("name", name);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      ObjectNode hardware = Hardware.json();
      Instant startedAt = Instant.now();
      Bench bench = Bench.from(vertx, arguments);
      ObjectNode server =
          bench.server().map(ServerSetup::json).orElseGet(JsonNodeFactory.instance::objectNode);
      CaseResult result = benchmarkCase.run(bench, arguments);
      bench.serverLog().ifPresent(file -> server.set("log", ServerLog.json(file)));
      JsonNode document =
          ResultFile.document(
              name, shownName, command, commit, startedAt, hardware, server, result);
      if (out.isEmpty()) {
        System.out.print(ResultFile.pretty(document));
      } else {
        ResultFile.write(Path.of(out), document);
        result.checks().forEach(check -> System.out.println(shownName + ": " + check));
      }
      return result.pass() ? 0 : MISSED;
    } finally {
      Http.await(vertx.close());
    }
  }
}
