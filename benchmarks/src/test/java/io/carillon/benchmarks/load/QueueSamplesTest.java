package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueSamplesTest {
  @Test
  void recordedCountsSinceTheLookBefore() {
    QueueSamples samples = new QueueSamples(stats(0, 0, 100));
    samples.add(stats(0, 0, 130));
    samples.add(stats(0, 0, 150));
    JsonNode json = samples.json(List.of(30.0, 20.0));
    assertThat(json.get("recorded")).hasToString("[30.0,20.0]");
    assertThat(json.get("arrived")).hasToString("[30.0,20.0]");
    assertThat(json.get("stepSeconds").asInt()).isEqualTo(1);
  }

  @Test
  void aBacklogThatMovesFromSettlingToReadyGrowsAltogetherByTheSum() {
    QueueSamples samples = new QueueSamples(stats(0, 0, 0));
    samples.add(stats(10, 500, 1));
    samples.add(stats(10, 500, 2));
    samples.add(stats(600, 100, 3));
    assertThat(samples.settlingGrowth()).isEqualTo(-400.0);
    assertThat(samples.backlogGrowth()).isEqualTo(190.0);
  }

  private static JsonNode stats(int ready, int settling, int completed) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("ready", ready)
        .put("processing", 0)
        .put("settling", settling)
        .put("completed", completed);
  }
}
