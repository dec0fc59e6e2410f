package io.carillon.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.benchmarks.Arguments;
import io.carillon.benchmarks.load.CaseResult;
import io.carillon.benchmarks.load.Hardware;
import io.carillon.benchmarks.load.Http;
import io.carillon.benchmarks.load.ReceiverClient;
import io.carillon.benchmarks.load.ResultFile;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Main class: {@code peers <scheduler> --receiver URL ...} gives one scheduler the works and writes
 * its numbers to {@code --out FILE} or prints them; {@code peers table --results FOLDER} puts the
 * newest numbers of all side by side; {@code peers names} lists the schedulers. Exit code 0: done,
 * 2: wrong usage, 3: it could not be done.
 */
public final class Peers {
  private static final int BAD_USAGE = 2;
  private static final int NOT_MEASURED = 3;

  /** One-shots before those of the burst. */
  private static final int WARM_UP_JOBS = 2_000;

  private Peers() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args)));
  }

  static int run(List<String> words) {
    try {
      String name = words.isEmpty() ? "" : words.getFirst();
      List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
      switch (name) {
        case "names" -> Contenders.ALL.forEach(contender -> System.out.println(contender.name()));
        case "table" -> table(Arguments.parse(rest));
        default -> measure(PeerOptions.from(Contenders.named(name), Arguments.parse(rest)));
      }
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println("peers: " + e.getMessage());
      return BAD_USAGE;
    } catch (RuntimeException e) {
      System.err.println("peers: failed: " + e);
      return NOT_MEASURED;
    }
  }

  private static void table(Arguments arguments) {
    Path folder = Path.of(arguments.text("results", "benchmarks/results"));
    arguments.end();
    System.out.print(PeerTable.of(PeerResults.newest(folder)));
  }

  private static void measure(PeerOptions options) {
    ObjectNode hardware = Hardware.json();
    Instant startedAt = Instant.now();
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
    try (Equipment equipment =
        new Equipment(
            vertx,
            options.targets(),
            options.tuning(),
            options.serverUrl(),
            options.databaseFolder(),
            options.databasePort())) {
      ReceiverClient receiver = new ReceiverClient(new Http(vertx, options.receiverUrl(), 1));
      JsonNode document =
          ResultFile.document(
              "peers",
              "peers-" + options.contender().name(),
              options.shownCommand(),
              options.commit(),
              startedAt,
              hardware,
              JsonNodeFactory.instance.objectNode(),
              new CaseResult(List.of(), works(options, equipment, receiver)));
      if (options.out().isEmpty()) {
        System.out.print(ResultFile.pretty(document));
      } else {
        ResultFile.write(Path.of(options.out()), document);
      }
    } finally {
      var _ = vertx.close();
    }
  }

  private static ObjectNode works(
      PeerOptions options, Equipment equipment, ReceiverClient receiver) {
    Contender contender = options.contender();
    ObjectNode raw = facts(options);
    // The burst comes last, when hundreds of thousands of calls have been compiled and optimised:
    // as the first work it took up to twice as long.
    if (options.tries() > 0) {
      Sustained sustained =
          new Sustained(
              contender, equipment, receiver, options.warmSeconds(), options.windowSeconds());
      raw.set("sustained", sustained.search(options.firstRate(), options.tries()));
    }
    if (options.burstJobs() > 0) {
      raw.set("warmUp", Burst.run(contender, equipment, receiver, WARM_UP_JOBS));
      ObjectNode burst = Burst.run(contender, equipment, receiver, options.burstJobs());
      System.err.println(
          "peers: " + contender.name() + " burst " + burst.get("lastCallMs") + " ms");
      raw.set("burst", burst);
    }
    raw.set("database", JsonNodeFactory.instance.pojoNode(equipment.databaseSettings()));
    return raw;
  }

  private static ObjectNode facts(PeerOptions options) {
    Contender contender = options.contender();
    ObjectNode facts =
        JsonNodeFactory.instance
            .objectNode()
            .put("scheduler", contender.name())
            .put("title", contender.title())
            .put("library", contender.jar())
            .put("durable", contender.durable())
            .put("note", contender.note())
            .put("threads", options.tuning().threads())
            .put("connections", options.tuning().connections());
    ManagementFactory.getRuntimeMXBean()
        .getInputArguments()
        .forEach(facts.withArray("jvmOptions")::add);
    return facts;
  }
}
