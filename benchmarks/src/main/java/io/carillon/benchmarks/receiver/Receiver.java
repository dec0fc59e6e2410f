package io.carillon.benchmarks.receiver;

import io.carillon.benchmarks.Arguments;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Main class: receives calls until it is stopped or its time is over. */
public final class Receiver {
  private static final int BAD_USAGE = 2;

  private Receiver() {}

  public static void main(String[] args) throws InterruptedException {
    try {
      ReceiverOptions options = ReceiverOptions.from(Arguments.parse(List.of(args)));
      run(options);
    } catch (IllegalArgumentException e) {
      System.err.println("receiver: " + e.getMessage());
      System.exit(BAD_USAGE);
    }
  }

  /** Finer than a millisecond, which is what a timely call is late by. */
  static long wallMicros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }

  private static void run(ReceiverOptions options) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    try (ReceiverServer server = ReceiverServer.open(options, Receiver::wallMicros)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown, "stop"));
      System.out.println(
          "receiver ready on 127.0.0.1 ports "
              + server.ports()
              + ", control http://127.0.0.1:"
              + server.controlPort());
      if (!stop.await(options.maxSeconds(), TimeUnit.SECONDS)) {
        System.err.println("receiver: ended after " + options.maxSeconds() + " s");
      }
    }
  }
}
