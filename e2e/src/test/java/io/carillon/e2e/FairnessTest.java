package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** I9: one target's slowness or failure does not delay another's calls. */
@Isolated // it measures how late calls are
class FairnessTest {
  private static final int SLOW_JOBS = 60;
  private static final int SECONDS = 8;

  @TempDir Path data;

  @Test
  void slowDestinationsDoNotDelayAHealthyOne() throws Exception {
    List<CallLog> slow = new ArrayList<>();
    try (CallLog healthy = new CallLog();
        ServerProcess server =
            ServerProcess.start(
                data,
                Map.of(
                    "CARILLON_ENGINE_IN_FLIGHT_MAX", "40",
                    "CARILLON_ENGINE_DESTINATION_IN_FLIGHT_MAX", "20"))) {
      Api api = new Api(server.url());
      for (int i = 0; i < 3; i++) {
        slow.add(new CallLog());
      }
      for (int i = 0; i < SLOW_JOBS; i++) {
        String url = slow.get(i % slow.size()).url("/slow?20000");
        api.create(Map.of("schedule", "* * * * * *", "api", url));
      }
      // The slow ones take every slot that they can get before the healthy one begins.
      await().until(() -> slow.stream().mapToInt(log -> log.arrivals().size()).sum() >= 25);
      String job = api.create(Map.of("schedule", "* * * * * *", "api", healthy.url("/ok")));

      await()
          .atMost(Duration.ofSeconds(3 * SECONDS))
          .until(() -> healthy.arrivals().size() >= SECONDS);

      for (CallLog.Arrival call : healthy.arrivals()) {
        assertThat(Duration.between(call.scheduledAt(), call.arrivedAt()))
            .as("drift of job %s at %s", job, call.scheduledAt())
            .isLessThan(Duration.ofSeconds(1));
      }
      var stats = api.get("/queue/stats").json();
      assertThat(stats.get("processing").asInt()).as("slots in use").isLessThanOrEqualTo(40);
      assertThat(stats.get("ready").asInt()).as("slow ones wait").isPositive();
    } finally {
      slow.forEach(CallLog::close);
    }
  }
}
