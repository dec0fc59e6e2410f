package io.carillon.examples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Main class of the demo; each part can be run alone. */
@Command(
    name = "demo",
    description = "Shows a Carillon server at work with sample jobs.",
    mixinStandardHelpOptions = true)
public final class Demo {
  private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

  private Demo() {}

  public static void main(String[] args) {
    CommandLine commandLine =
        new CommandLine(new Demo())
            .setExecutionExceptionHandler(
                (exception, _, _) -> {
                  System.err.println("demo: " + exception.getMessage());
                  return CommandLine.ExitCode.SOFTWARE;
                });
    System.exit(commandLine.execute(args));
  }

  static final class ReceiverOptions {
    @Option(
        names = "--certificate",
        description = "Where the certificate of the https port is written (${DEFAULT-VALUE}).")
    Path certificate = Path.of("data/demo/demo-certificate.pem");

    @Option(names = "--http-port", description = "${DEFAULT-VALUE} by default.")
    int httpPort = DemoReceiver.HTTP_PORT;

    @Option(names = "--https-port", description = "${DEFAULT-VALUE} by default.")
    int httpsPort = DemoReceiver.HTTPS_PORT;

    DemoReceiver start() throws IOException {
      DemoReceiver receiver = DemoReceiver.start(certificate, httpPort, httpsPort);
      Runtime.getRuntime().addShutdownHook(new Thread(receiver::close, "close-receiver"));
      say(
          "demo receiver ready on http://127.0.0.1:%d and https://localhost:%d"
              .formatted(receiver.httpPort(), receiver.httpsPort()));
      return receiver;
    }
  }

  static final class ServerOptions {
    @Option(names = "--server", description = "The Carillon server (${DEFAULT-VALUE}).")
    URI server = URI.create("http://127.0.0.1:8080");

    @Option(names = "--wait-seconds", description = "How long to wait for it (${DEFAULT-VALUE}).")
    int waitSeconds = 60;

    @Option(names = "--jobs", description = "The sample jobs (${DEFAULT-VALUE}).")
    Path jobs = Path.of("examples/jobs.yaml");

    CarillonClient connect() throws IOException, InterruptedException {
      CarillonClient carillon = new CarillonClient(server);
      carillon.awaitReady(Duration.ofSeconds(waitSeconds));
      return carillon;
    }

    int load(CarillonClient carillon) throws IOException, InterruptedException {
      boolean all = new LoadJobs(carillon, Demo::say).load(JobFile.read(jobs));
      return all ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    void watch(CarillonClient carillon) throws InterruptedException {
      EventLine lines = new EventLine(ZoneId.systemDefault());
      new WatchExecutions(carillon, lines, Demo::say, RECONNECT_AFTER).watch();
    }
  }

  @Command(description = "Receives the calls of the sample jobs until it is stopped.")
  int receive(@Mixin ReceiverOptions receiver) throws IOException, InterruptedException {
    receiver.start();
    new CountDownLatch(1).await();
    return CommandLine.ExitCode.OK;
  }

  @Command(description = "Creates the sample jobs that do not exist yet.")
  int load(@Mixin ServerOptions server) throws IOException, InterruptedException {
    try (CarillonClient carillon = server.connect()) {
      return server.load(carillon);
    }
  }

  @Command(description = "Prints executions and alerts as they happen.")
  int watch(@Mixin ServerOptions server) throws IOException, InterruptedException {
    try (CarillonClient carillon = server.connect()) {
      server.watch(carillon);
      return CommandLine.ExitCode.OK;
    }
  }

  @Command(description = "Creates the sample jobs, then prints what happens.")
  int show(@Mixin ServerOptions server) throws IOException, InterruptedException {
    try (CarillonClient carillon = server.connect()) {
      int loaded = server.load(carillon);
      if (loaded == CommandLine.ExitCode.OK) {
        server.watch(carillon);
      }
      return loaded;
    }
  }

  @Command(description = "All of it: receives, creates the jobs, prints what happens.")
  int run(@Mixin ReceiverOptions receiver, @Mixin ServerOptions server)
      throws IOException, InterruptedException {
    receiver.start();
    return show(server);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
