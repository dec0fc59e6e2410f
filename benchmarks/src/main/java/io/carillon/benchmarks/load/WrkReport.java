package io.carillon.benchmarks.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk printed.
 *
 * @param requests that were answered
 * @param p99Ms of the time to an answer
 * @param errors answers that were neither 2xx nor 3xx, and failures of sockets
 */
record WrkReport(double requestsPerSecond, long requests, double p99Ms, long errors) {
  private static final Pattern PACE = Pattern.compile("(?m)^Requests/sec:\\s+([0-9.]+)$");
  private static final Pattern REQUESTS = Pattern.compile("(?m)^\\s*(\\d+) requests in ");
  private static final Pattern P99 = Pattern.compile("(?m)^\\s*99%\\s+([0-9.]+)(us|ms|s)$");
  private static final Pattern REFUSED =
      Pattern.compile("(?m)^\\s*Non-2xx or 3xx responses: (\\d+)$");
  private static final Pattern SOCKETS =
      Pattern.compile(
          "(?m)^\\s*Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)$");

  static WrkReport parse(String text) {
    Matcher pace = PACE.matcher(text);
    Matcher p99 = P99.matcher(text);
    if (!pace.find() || !p99.find()) {
      throw new IllegalArgumentException("not a report of wrk: " + text.strip());
    }
    return new WrkReport(
        Double.parseDouble(pace.group(1)),
        sum(REQUESTS, text),
        Double.parseDouble(p99.group(1)) * millis(p99.group(2)),
        sum(REFUSED, text) + sum(SOCKETS, text));
  }

  private static double millis(String unit) {
    return switch (unit) {
      case "us" -> 0.001;
      case "ms" -> 1;
      default -> 1_000;
    };
  }

  /** All numbers of the line, or 0 if wrk had no reason to print it. */
  private static long sum(Pattern line, String text) {
    Matcher found = line.matcher(text);
    long sum = 0;
    if (found.find()) {
      for (int i = 1; i <= found.groupCount(); i++) {
        sum += Long.parseLong(found.group(i));
      }
    }
    return sum;
  }
}
