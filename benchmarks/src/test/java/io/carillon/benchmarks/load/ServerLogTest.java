package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path folder;

  @Test
  void warningsAndErrorsAreCountedAndTheFirstAreShown() throws IOException {
    Path file = folder.resolve("server.log");
    StringBuilder log = new StringBuilder("carillon ready on http://127.0.0.1:8080\n");
    log.append("2026-11-22T18:00:00.000Z INFO  Engine no WARN here\n");
    for (int i = 0; i < 20; i++) {
      log.append("2026-11-22T18:00:01.000Z WARN  Engine ").append("late ".repeat(100)).append('\n');
    }
    log.append("2026-11-22T18:00:02.000Z ERROR Engine stopped\n");
    Files.writeString(file, log);
    JsonNode json = ServerLog.json(file);
    assertThat(json.get("warnings").asInt()).isEqualTo(21);
    assertThat(json.get("first")).hasSize(10);
    assertThat(json.at("/first/0").asText()).contains("WARN").hasSize(200);
  }
}
