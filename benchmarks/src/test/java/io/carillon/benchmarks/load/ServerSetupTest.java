package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSetupTest {
  @Test
  void flagsEndAtTheClassPathAndNameFilesWithoutTheirFolders() {
    List<String> command =
        List.of(
            "/opt/jdk/bin/java",
            "-XX:AOTCache=/home/me/carillon/carillon.aot",
            "-Xmx1g",
            "-XX:+UseG1GC",
            "-cp",
            "/home/me/lib/*",
            "io.carillon.server.main.Main",
            "serve");
    assertThat(ServerSetup.jvmFlags(command))
        .containsExactly("-XX:AOTCache=carillon.aot", "-Xmx1g", "-XX:+UseG1GC");
  }

  @Test
  void nothingSecretIsKept() {
    Map<String, String> environment =
        Map.of(
            "CARILLON_QUEUE_URL", "redis://bench:hunter2@redis:6379/1?password=hunter2",
            "CARILLON_OIDC_ISSUER", "https://hunter2@idp.example/realm",
            "CARILLON_QUEUE_PASSWORD", "hunter2",
            "CARILLON_SECRET_KEY", "hunter2",
            "CARILLON_SIGNING_SECRET", "hunter2",
            "CARILLON_SOME_TOKEN", "hunter2",
            "CARILLON_ALERT_WEBHOOK", "https://hooks.example/hunter2");

    JsonNode settings = ServerSetup.settings(environment);

    assertThat(settings)
        .isEqualTo(
            JsonNodeFactory.instance
                .objectNode()
                .put("CARILLON_OIDC_ISSUER", "https://idp.example/realm")
                .put("CARILLON_QUEUE_URL", "redis://redis:6379/1"));
  }

  @Test
  void onlyCarillonsOwnSettingsAreKept() throws IOException {
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", "echo up; read line");
    shell.environment().put("CARILLON_STORE_URL", "jdbc:sqlite:/home/me/data/carillon.db");
    shell.environment().put("CARILLON_EGRESS_ALLOW", "10.0.0.0/8");
    shell.environment().put("CARILLON_STORE_READ_URL", "jdbc:postgresql://db/x?password=p");
    shell.environment().put("CARILLON_STORE_PASSWORD", "p");
    shell.environment().put("OTHER", "thing");
    Process process = shell.start();
    try (var output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("up");
      JsonNode json = ServerSetup.json(new ProcessStats(Math.toIntExact(process.pid())));
      JsonNode settings = json.get("settings");
      assertThat(settings.get("CARILLON_STORE_URL").asText()).isEqualTo("jdbc:sqlite:carillon.db");
      assertThat(settings.get("CARILLON_EGRESS_ALLOW").asText()).isEqualTo("10.0.0.0/8");
      assertThat(settings.get("CARILLON_STORE_READ_URL").asText())
          .isEqualTo("jdbc:postgresql://db/x");
      assertThat(settings.has("CARILLON_STORE_PASSWORD")).isFalse();
      assertThat(settings.has("OTHER")).isFalse();
      assertThat(json.get("jvmFlags").get(0).asText()).isEqualTo("-c");
    } finally {
      process.destroy();
    }
  }
}
