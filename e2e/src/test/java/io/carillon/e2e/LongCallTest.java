package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call may last as long as its job allows; no idle timeout cuts it. */
class LongCallTest {
  /** Long calls take long to test: a few seconds here, 90 s in the soak run. */
  private static final long CALL_MS = Long.getLong("carillon.long-call-ms", 6_000);

  @TempDir Path data;

  @Test
  void aCallThatIsSilentForLongSucceeds() throws Exception {
    try (CallLog log = new CallLog();
        ServerProcess server = ServerProcess.start(data, Map.of())) {
      Api api = new Api(server.url());
      String job =
          api.create(
              Map.of(
                  "schedule",
                  "0 0 0 1 1 *",
                  "api",
                  log.url("/slow?" + CALL_MS),
                  "timeoutMs",
                  CALL_MS + 30_000));
      assertThat(api.post("/jobs/" + job + "/trigger", null).status()).isEqualTo(202);

      await().until(() -> status(api, job).equals("RUNNING"));
      await()
          .atMost(Duration.ofMillis(CALL_MS + 20_000))
          .until(() -> !status(api, job).equals("RUNNING"));

      var execution = api.executions(job).getFirst();
      assertThat(execution.get("status").asText()).isEqualTo("SUCCESS");
      assertThat(execution.get("durationMs").asLong()).isGreaterThanOrEqualTo(CALL_MS);
      assertThat(log.arrivals()).hasSize(1);
    }
  }

  private static String status(Api api, String job) throws Exception {
    return api.executions(job).getFirst().get("status").asText();
  }
}
