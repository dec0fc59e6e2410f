package io.carillon.benchmarks.receiver;

/** A receiver in the test's own process, for tests of the other packages. */
public final class ReceiverForTests implements AutoCloseable {
  private final ReceiverServer server;

  public ReceiverForTests(int delayMs) {
    server = ReceiverServer.open(new ReceiverOptions(0, 1, 0, delayMs, 60), Receiver::wallMicros);
  }

  public int port() {
    return server.ports().getFirst();
  }

  public int controlPort() {
    return server.controlPort();
  }

  @Override
  public void close() {
    server.close();
  }
}
