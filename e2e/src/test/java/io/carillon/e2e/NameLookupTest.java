package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of targets, which a file says in place of the system's resolver. */
class NameLookupTest {
  @TempDir Path folder;

  @Test
  void aFailedLookupIsNotRemembered() throws Exception {
    Path hosts = Files.createFile(folder.resolve("hosts"));
    Map<String, String> settings = Map.of("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
    try (CallLog log = new CallLog();
        ServerProcess server = ServerProcess.start(folder, settings)) {
      Api api = new Api(server.url());
      String url = log.url("/").replace("127.0.0.1", "late.example");
      String job = api.create(Map.of("schedule", "0 0 0 1 1 *", "api", url, "maxRetryCount", 0));

      assertThat(run(api, job)).isEqualTo("FAILED");
      Files.writeString(hosts, "127.0.0.1 late.example\n");
      assertThat(run(api, job)).isEqualTo("SUCCESS");
    }
  }

  /** Triggers the job and tells how that ended. */
  private static String run(Api api, String job) throws Exception {
    String path =
        "/executions/"
            + api.post("/jobs/" + job + "/trigger", null).json().get("executionId").asText();
    await().until(() -> !api.get(path).json().get("completedAt").isNull());
    return api.get(path).json().get("status").asText();
  }
}
