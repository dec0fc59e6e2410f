package io.carillon.benchmarks.receiver;

import io.carillon.benchmarks.Arguments;

/**
 * How the receiver runs.
 *
 * @param port first of the call ports; 0 picks free ones
 * @param ports how many call ports, 1 to 256
 * @param controlPort where reports are read; 0 picks a free one
 * @param delayMs time between a request and its answer; 0 answers at once
 * @param maxSeconds the receiver ends itself after this time
 */
record ReceiverOptions(int port, int ports, int controlPort, int delayMs, int maxSeconds) {
  static final int PORTS_MAX = 256;
  static final int DELAY_MS_MAX = 120_000;
  static final int SECONDS_MAX = 86_400;

  ReceiverOptions {
    if (port != 0 && port + ports - 1 > 65_535) {
      throw new IllegalArgumentException("ports " + port + " and up: past 65535");
    }
  }

  static ReceiverOptions from(Arguments arguments) {
    ReceiverOptions options =
        new ReceiverOptions(
            arguments.number("port", 9100, 0, 65_535),
            arguments.number("ports", 8, 1, PORTS_MAX),
            arguments.number("control-port", 9099, 0, 65_535),
            arguments.number("delay-ms", 0, 0, DELAY_MS_MAX),
            arguments.number("max-seconds", 900, 1, SECONDS_MAX));
    arguments.end();
    return options;
  }
}
