package io.carillon.benchmarks.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.json.Json;
import org.junit.jupiter.api.Test;

/** What is timed is the whole work. */
class RouteJsonTest {
  private final RouteJson json = new RouteJson();

  @Test
  void readsAJobThatTheContractAllows() {
    assertThat(json.readJob().definition()).isEqualTo(Samples.job().definition());
  }

  @Test
  void writesTheJobAndAPage() {
    JsonNode job = Json.parse(json.writeJob());
    assertThat(job.get("schedule").asText()).isEqualTo("0 30 2 * * MON-FRI");
    assertThat(Json.parse(json.writePage()).get("executions")).hasSize(RouteJson.PAGE);
  }
}
