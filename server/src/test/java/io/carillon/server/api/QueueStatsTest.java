package io.carillon.server.api;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a retry is counted, and no longer once its job is paused or deleted. */
class QueueStatsTest {
  @TempDir Path folder;
  private TestServer server;
  private Receiver target;
  private Client api;

  @BeforeEach
  void start() throws IOException {
    server = TestServer.start(folder, Map.of());
    target = new Receiver();
    api = server.client();
  }

  @AfterEach
  void stop() {
    target.close();
    server.close();
  }

  /** A job whose executions fail and wait for hours. */
  private String failing() {
    return api.create(
        """
        {"schedule": "0 0 0 1 1 *", "api": "%s",
         "retry": {"initialDelayMs": 86400000, "maxDelayMs": 86400000, "jitter": 0}}
        """
            .formatted(target.url("/status/503")));
  }

  private void awaitRetrying(int count) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> api.get("/queue/stats").json("retry").asInt(-1) == count);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> api.get("//metrics").text().contains("\ncarillon_retrying " + count + ".0\n"));
  }

  @Test
  void aPauseLeavesNoRetryWaiting() {
    String job = failing();
    api.act("/jobs/" + job + "/trigger").expect(202);
    api.act("/jobs/" + job + "/trigger").expect(202);
    awaitRetrying(2);

    api.act("/jobs/" + job + "/pause").expect(200);

    awaitRetrying(0);
  }

  @Test
  void aDeletionLeavesNoRetryWaiting() {
    String job = failing();
    api.act("/jobs/" + job + "/trigger").expect(202);
    awaitRetrying(1);

    api.delete("/jobs/" + job).expect(204);

    awaitRetrying(0);
  }
}
