package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.Contract;
import io.carillon.server.contract.OperationSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract lists is served, and what is served is in the contract, aliases included. */
class RoutesTest {
  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    api = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theTableAndTheContractAgree() {
    List<String> inContract = new ArrayList<>();
    for (OperationSpec operation : Contract.load().operations()) {
      inContract.add(
          operation.id()
              + " "
              + operation.method()
              + " "
              + operation.path()
              + " "
              + sorted(operation.aliases()));
    }
    List<String> served = new ArrayList<>();
    for (JsonNode route : api.get("/info").json("routes")) {
      List<String> aliases = new ArrayList<>();
      route.path("aliases").forEach(alias -> aliases.add(alias.asText()));
      served.add(
          route.path("operation").asText()
              + " "
              + route.path("method").asText()
              + " "
              + route.path("path").asText()
              + " "
              + sorted(aliases));
    }

    assertThat(served).containsExactlyInAnyOrderElementsOf(inContract);
  }

  private static List<String> sorted(List<String> texts) {
    return texts.stream().sorted().toList();
  }

  @Test
  void everyPathAnswers() {
    for (OperationSpec operation : Contract.load().operations()) {
      List<String> paths = new ArrayList<>(operation.aliases());
      paths.add(operation.path());
      for (String path : paths) {
        if (operation.id().equals("streamEvents")) {
          continue;
        }
        Reply reply =
            api.send(operation.method(), "/" + path.replaceAll("\\{[a-z]+}", "x"), null, "");
        String code =
            reply.header("content-type").contains("problem") ? reply.json("code").asText() : "";
        assertThat(code).isNotEqualTo("method-not-allowed");
        assertThat(code.equals("unknown-route") && !path.contains("{file}")).as(path).isFalse();
        assertThat(reply.status()).as(reply.text()).isLessThan(500);
      }
    }
  }

  @Test
  void theAliasesThatEarlierSchedulersUse() {
    String id = api.createQuiet("http://example.com");
    for (String path :
        List.of(
            "/jobs",
            "/jobs/" + id,
            "/api/jobs",
            "/api/jobs/" + id,
            "/jobs/" + id + "/executions",
            "/api/jobs/" + id + "/history",
            "/executions",
            "/api/executions",
            "/api/metrics",
            "/api/health",
            "/health",
            "/observability/health",
            "/observability/metrics",
            "/observability/alerts",
            "/observability/executions/recent",
            "/observability/executions/failed",
            "/queue/stats",
            "/api/v1/jobs/" + id + "/history")) {
      api.get("/" + path).expect(200);
    }
    assertThat(api.get("//metrics").header("content-type"))
        .as("Prometheus wins")
        .startsWith("text/plain");
  }
}
