package io.carillon.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that this program started. Closing it stops the process and waits for its end. */
final class ServerProcess implements AutoCloseable {
  private static final String READY = "carillon ready on http://";
  private static final Duration STOP_MAX = Duration.ofMinutes(1);

  private final Process process;
  private final long startedNanos;
  private final CompletableFuture<Long> readyMs = new CompletableFuture<>();

  private ServerProcess(Process process, long startedNanos) {
    this.process = process;
    this.startedNanos = startedNanos;
    Thread.ofPlatform().daemon().name("server-output").start(this::readOutput);
  }

  /** The settings come from the environment, which the process inherits. */
  static ServerProcess start(List<String> command) {
    try {
      long startedNanos = System.nanoTime();
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new ServerProcess(process, startedNanos);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  ProcessStats stats() {
    return new ProcessStats(Math.toIntExact(server().pid()));
  }

  /** The JVM, also when the command is a script that did not exec it. */
  private ProcessHandle server() {
    return process.descendants().findFirst().orElse(process.toHandle());
  }

  /** Milliseconds from the start of the process to the line that says it is ready. */
  long awaitReadyLine(Duration max) {
    try {
      return readyMs.get(max.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the server did not become ready", e);
    }
  }

  /** Milliseconds from the start of the process to the first good answer of the ready check. */
  long awaitHealthy(Http server, Duration max) {
    while (elapsedMs() < max.toMillis()) {
      if (Http.await(server.get("/api/v1/health/ready")).ok()) {
        return elapsedMs();
      }
      Pause.of(Duration.ofMillis(5));
    }
    throw new IllegalStateException("not healthy within " + max);
  }

  @Override
  public void close() {
    server().destroy();
    try {
      if (!process.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the server did not stop within " + STOP_MAX);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void readOutput() {
    StringBuilder last = new StringBuilder();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.contains(READY)) {
          readyMs.complete(elapsedMs());
        }
        last.setLength(0);
        last.append(line);
      }
    } catch (IOException e) {
      readyMs.completeExceptionally(e);
    }
    readyMs.completeExceptionally(new IllegalStateException("ended; its last line: " + last));
  }

  private long elapsedMs() {
    return (System.nanoTime() - startedNanos) / 1_000_000;
  }
}
