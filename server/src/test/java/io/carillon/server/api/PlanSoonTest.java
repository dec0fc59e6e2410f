package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which new jobs have the engine plan at once. The regular rounds are half a minute apart here. */
class PlanSoonTest {
  private static final String EVERY_SECOND = "* * * * * *";
  private static final String FAR = "@at 2199-01-01T00:00:00Z";
  private static final Pattern ROUNDS =
      Pattern.compile("carillon_store_commit_seconds_count\\{class=\"plan\"} ([0-9.]+)");

  @TempDir Path folder;
  private TestServer server;
  private Receiver target;
  private Client api;

  @BeforeEach
  void start() throws IOException {
    server =
        TestServer.start(
            folder,
            Map.of(
                "engine-plan-interval-ms", "29000",
                "engine-claim-ahead-ms", "29500",
                "engine-plan-ahead-ms", "30000"));
    target = new Receiver();
    api = server.client();
    await().until(() -> rounds() == 1);
  }

  @AfterEach
  void stop() {
    target.close();
    server.close();
  }

  private String job(String schedule) {
    return "{\"schedule\": \"%s\", \"api\": \"%s\"}".formatted(schedule, target.url("/ok"));
  }

  private void awaitFire() {
    await().atMost(Duration.ofSeconds(15)).until(() -> !target.arrivals().isEmpty());
  }

  private int rounds() {
    Matcher rounds = ROUNDS.matcher(api.get("//metrics").text());
    assertThat(rounds.find()).isTrue();
    return (int) Double.parseDouble(rounds.group(1));
  }

  @Test
  void aJobThatFiresBeforeTheNextRoundIsPlannedAtOnce() {
    api.post("/jobs", job(EVERY_SECOND)).expect(201);

    awaitFire();
  }

  @Test
  void aBatchIsPlannedAtOnceForTheOneJobThatFiresSoon() {
    api.post("/jobs/batch", "[" + job(FAR) + "," + job(EVERY_SECOND) + "]").expect(200);

    awaitFire();
  }

  @Test
  void jobsThatFireLaterAskForNoRound() {
    api.post("/jobs", job(FAR)).expect(201);
    api.post("/jobs/batch", "[" + job(FAR) + "]").expect(200);
    api.post("/jobs", job(EVERY_SECOND)).expect(201);

    awaitFire();
    assertThat(rounds()).as("the first one, and that of the last job").isEqualTo(2);
  }
}
