package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Carillon server in a process of its own, on a port of its own choosing. */
final class ServerProcess implements AutoCloseable {
  static final String MAIN = "io.carillon.server.main.Main";

  /** How the JVM runs a server. */
  static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  private static final String READY = "carillon ready on ";

  private final Process process;
  private final Queue<String> output = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final BlockingQueue<Long> allocatedBytes = new LinkedBlockingQueue<>();

  private ServerProcess(Process process) {
    this.process = process;
    Thread.ofVirtual().start(this::read);
  }

  /**
   * Starts a server on the given data directory and waits until it is ready.
   *
   * @param settings further environment variables
   */
  static ServerProcess start(Path data, Map<String, String> settings) throws Exception {
    ServerProcess server = begin(data, settings);
    server.awaitReady();
    return server;
  }

  /** As {@link #start}, but the server kills itself at a point of its work; see FailpointServer. */
  static ServerProcess startWithFailpoint(
      Path data, Map<String, String> settings, Failpoint failpoint, int hit) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put(FailpointServer.POINT, failpoint.name());
    all.put(FailpointServer.HIT, String.valueOf(hit));
    return launch(FailpointServer.class.getName(), data, all);
  }

  /** As {@link #start}, but the server tells what it allocates; see {@link #allocatedBytes}. */
  static ServerProcess startCounting(Path data, Map<String, String> settings) throws Exception {
    return launch(CountingServer.class.getName(), data, settings);
  }

  /** As {@link #start}, but does not wait; see {@link #awaitReady}. */
  static ServerProcess begin(Path data, Map<String, String> settings) throws Exception {
    return process(AotCache.options(), MAIN, data, settings);
  }

  /** A main class of the tests. */
  private static ServerProcess launch(String main, Path data, Map<String, String> settings)
      throws Exception {
    List<String> options = List.of("-cp", System.getProperty("java.class.path"));
    ServerProcess server = process(options, main, data, settings);
    server.awaitReady();
    return server;
  }

  /** Ends the process when it does not get ready. */
  void awaitReady() throws InterruptedException {
    try {
      ready.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new AssertionError("the server did not get ready:\n" + output(), e);
    }
  }

  private static ServerProcess process(
      List<String> options, String main, Path data, Map<String, String> settings)
      throws IOException {
    List<String> command = new ArrayList<>(JAVA);
    command.addAll(options);
    command.addAll(List.of(main, "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("CARILLON_"));
    builder.environment().put("CARILLON_HTTP_PORT", "0");
    builder.environment().put("CARILLON_STORE_URL", "jdbc:sqlite:" + data.resolve("carillon.db"));
    builder.environment().putAll(settings);
    return new ServerProcess(builder.start());
  }

  /** The address that the ready line names. */
  String url() {
    return ready.join();
  }

  /** Everything the process wrote so far. */
  String output() {
    return String.join("\n", output);
  }

  /** Bytes that the server's threads have allocated since its start; one caller at a time. */
  long allocatedBytes() throws Exception {
    Writer question = process.outputWriter(UTF_8);
    question.write("\n");
    question.flush();
    Long answer = allocatedBytes.poll(10, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("the server does not count:\n" + output());
    }
    return answer;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Any signal, such as STOP. */
  void signal(String name) throws Exception {
    String pid = Long.toString(process.pid());
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  /** SIGKILL: nothing in the process can react. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit(10);
  }

  /** SIGTERM; returns the exit code. */
  int terminate(long seconds) throws InterruptedException {
    process.destroy();
    return awaitExit(seconds);
  }

  /** Lets the server run for the given time; fails if it ends by itself. */
  void runFor(long ms) throws InterruptedException {
    if (process.waitFor(ms, TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the server ended by itself:\n" + output());
    }
  }

  int awaitExit(long seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError("the server still runs:\n" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(UTF_8)) {
      reader.lines().forEach(this::line);
    } catch (UncheckedIOException | IOException e) {
      output.add("(output ended: " + e.getMessage() + ")");
    }
    ready.completeExceptionally(new IOException("the process ended"));
  }

  private void line(String line) {
    output.add(line);
    if (line.startsWith(READY)) {
      ready.complete(line.substring(READY.length()).strip());
    } else if (line.startsWith(CountingServer.ALLOCATED)) {
      allocatedBytes.add(Long.parseLong(line.substring(CountingServer.ALLOCATED.length())));
    }
  }
}
