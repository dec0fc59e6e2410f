package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: what is under way ends, or is handed to the next start, within a bound. */
class ShutdownTest {
  @TempDir Path data;

  @Test
  void waitsForCallsUnderWay() throws Exception {
    try (CallLog log = new CallLog();
        ServerProcess server = ServerProcess.start(data, Map.of())) {
      Api api = new Api(server.url());
      String job = trigger(api, log.url("/slow?1500"), 30_000);
      await().until(() -> log.arrivals().size() == 1);

      assertThat(server.terminate(20)).isZero();

      try (ServerProcess next = ServerProcess.start(data, Map.of())) {
        var executions = new Api(next.url()).executions(job);
        assertThat(executions).hasSize(1);
        assertThat(executions.getFirst().get("status").asText()).isEqualTo("SUCCESS");
        assertThat(log.arrivals()).hasSize(1);
      }
    }
  }

  @Test
  void handsBackWhatDoesNotEndInTime() throws Exception {
    try (CallLog log = new CallLog();
        ServerProcess server =
            ServerProcess.start(data, Map.of("CARILLON_SHUTDOWN_GRACE_MS", "300"))) {
      String job = trigger(new Api(server.url()), log.url("/slow?4000"), 30_000);
      await().until(() -> log.arrivals().size() == 1);

      assertThat(server.terminate(10)).isZero();

      try (ServerProcess next = ServerProcess.start(data, Map.of())) {
        Api api = new Api(next.url());
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> api.executions(job).getFirst().get("status").asText().equals("SUCCESS"));
        assertThat(log.arrivals()).hasSize(2);
        assertThat(log.arrivals().get(0).executionId())
            .as("the repeat carries the same id")
            .isEqualTo(log.arrivals().get(1).executionId());
      }
    }
  }

  private static String trigger(Api api, String url, long timeoutMs) throws Exception {
    String job = api.create(Map.of("schedule", "0 0 0 1 1 *", "api", url, "timeoutMs", timeoutMs));
    assertThat(api.post("/jobs/" + job + "/trigger", null).status()).isEqualTo(202);
    return job;
  }
}
