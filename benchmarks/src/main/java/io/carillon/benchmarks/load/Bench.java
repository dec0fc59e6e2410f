package io.carillon.benchmarks.load;

import io.carillon.benchmarks.Arguments;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * The servers of a run, as the options name them.
 *
 * @param ports how many call ports the receiver has
 * @param serverLog what the server printed so far, warnings among it
 */
record Bench(
    Vertx vertx,
    URI serverUrl,
    URI receiverUrl,
    int firstPort,
    int ports,
    Optional<ProcessStats> server,
    Optional<ProcessStats> receiver,
    Optional<Path> serverLog) {
  private static final int PID_MAX = 4_194_304;

  static Bench from(Vertx vertx, Arguments arguments) {
    return new Bench(
        vertx,
        URI.create(arguments.text("server", "http://127.0.0.1:8080")),
        URI.create(arguments.text("receiver", "http://127.0.0.1:9099")),
        arguments.number("port", 9100, 1, 65_535),
        arguments.number("ports", 8, 1, 256),
        process(arguments, "server-pid"),
        process(arguments, "receiver-pid"),
        Optional.ofNullable(arguments.textOrNull("server-log")).map(Path::of));
  }

  /** A connection pool to the server under test. */
  Http server(int connections) {
    return new Http(vertx, serverUrl, connections);
  }

  ReceiverClient receiverClient() {
    return new ReceiverClient(new Http(vertx, receiverUrl, 1));
  }

  /** URL of the call port that job number {@code i} is aimed at: round robin. */
  String target(int i) {
    return "http://127.0.0.1:" + (firstPort + i % ports) + "/hook";
  }

  /** A number about the server's process, or -1 when its pid was not given. */
  double ofServer(Function<ProcessStats, Double> number) {
    return server.map(number).orElse(-1.0);
  }

  private static Optional<ProcessStats> process(Arguments arguments, String name) {
    int pid = arguments.number(name, 0, 0, PID_MAX);
    return pid == 0 ? Optional.empty() : Optional.of(new ProcessStats(pid));
  }
}
