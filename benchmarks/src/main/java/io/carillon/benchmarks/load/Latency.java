package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.HdrHistogram.AbstractHistogram;

/** Latencies recorded in microseconds, shown in milliseconds. */
final class Latency {
  private Latency() {}

  static double ms(AbstractHistogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1_000.0;
  }

  static ObjectNode json(AbstractHistogram micros) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("count", micros.getTotalCount())
        .put("p50Ms", ms(micros, 50))
        .put("p90Ms", ms(micros, 90))
        .put("p99Ms", ms(micros, 99))
        .put("p999Ms", ms(micros, 99.9))
        .put("maxMs", micros.getMaxValue() / 1_000.0);
  }
}
