package io.carillon.benchmarks.peers;

import io.carillon.benchmarks.Arguments;
import java.net.URI;
import java.nio.file.Path;

/**
 * What to measure and where its parts are.
 *
 * @param burstJobs one-shots due at one instant; 0 leaves the burst out
 * @param tries of the search for the highest rate; 0 leaves it out
 * @param out file of the result; empty prints it
 */
record PeerOptions(
    Contender contender,
    Tuning tuning,
    int burstJobs,
    int firstRate,
    int tries,
    int warmSeconds,
    int windowSeconds,
    URI receiverUrl,
    Targets targets,
    URI serverUrl,
    Path databaseFolder,
    int databasePort,
    String commit,
    String shownCommand,
    String out) {

  static PeerOptions from(Contender contender, Arguments arguments) {
    Tuning best = contender.tuning();
    PeerOptions options =
        new PeerOptions(
            contender,
            new Tuning(
                arguments.number("threads", best.threads(), 0, Tuning.MAX),
                arguments.number("connections", best.connections(), 0, Tuning.MAX)),
            arguments.number("burst", 10_000, 0, 1_000_000),
            arguments.number("first-rate", contender.pace().firstRate(), 10, 1_000_000),
            arguments.number("tries", 5, 0, 20),
            arguments.number("warm-seconds", 8, 0, 60),
            arguments.number("window-seconds", 20, 1, 600),
            URI.create(arguments.text("receiver", "http://127.0.0.1:9099")),
            new Targets(
                arguments.number("port", 9100, 1, 65_535), arguments.number("ports", 8, 1, 256)),
            URI.create(arguments.text("server", "http://127.0.0.1:8080")),
            Path.of(arguments.text("database", "benchmarks-peers/target/postgres")),
            arguments.number("database-port", 0, 0, 65_535),
            arguments.text("commit", "unknown"),
            arguments.text("shown-command", "peers " + contender.name()),
            arguments.text("out", ""));
    arguments.end();
    return options;
  }
}
