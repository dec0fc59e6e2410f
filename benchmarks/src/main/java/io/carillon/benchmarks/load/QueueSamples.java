package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The server's queue, looked at once a second. Not thread-safe. */
final class QueueSamples {
  private final List<Double> ready = new ArrayList<>();
  private final List<Double> processing = new ArrayList<>();
  private final List<Double> settling = new ArrayList<>();
  private final List<Double> recorded = new ArrayList<>();
  private long completedBefore;

  /** {@code before} is the state from which recorded executions count. */
  QueueSamples(JsonNode before) {
    completedBefore = before.path("completed").asLong();
  }

  void add(JsonNode stats) {
    long completed = stats.path("completed").asLong();
    ready.add(stats.path("ready").asDouble());
    processing.add(stats.path("processing").asDouble());
    settling.add(stats.path("settling").asDouble());
    recorded.add((double) (completed - completedBefore));
    completedBefore = completed;
  }

  /**
   * How many more executions were due and not recorded in the last third than in the first, in the
   * mean.
   */
  double backlogGrowth() {
    return TimeLine.growth(ready) + TimeLine.growth(processing) + TimeLine.growth(settling);
  }

  double recordedInAll() {
    return recorded.stream().mapToDouble(Double::doubleValue).sum();
  }

  double settlingGrowth() {
    return TimeLine.growth(settling);
  }

  /**
   * One list a number, thinned out alike; {@code recorded} counts since the look before.
   *
   * @param arrived what the receiver got in each of the seconds; may be empty
   */
  ObjectNode json(List<Double> arrived) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("stepSeconds", TimeLine.step(ready.size()));
    json.set("ready", TimeLine.thin(ready));
    json.set("processing", TimeLine.thin(processing));
    json.set("settling", TimeLine.thin(settling));
    json.set("arrived", TimeLine.thin(arrived));
    json.set("recorded", TimeLine.thin(recorded));
    return json;
  }
}
