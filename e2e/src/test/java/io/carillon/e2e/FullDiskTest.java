package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A data directory without space: writes answer 503, nothing acknowledged is lost, and all is well
 * when space returns. Needs the right to mount a small tmpfs (root), and says so when it has not.
 */
class FullDiskTest {
  @TempDir Path directory;
  private boolean mounted;

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      run("umount", "-l", directory.toString());
    }
  }

  @Test
  void refusesWritesAndRecovers() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory.toString()) == 0;
    assumeThat(mounted).as("may mount a tmpfs").isTrue();
    Path ballast = directory.resolve("ballast");
    List<String> acknowledged = new ArrayList<>();
    try (CallLog log = new CallLog()) {
      try (ServerProcess server = ServerProcess.start(directory.resolve("data"), Map.of())) {
        Api api = new Api(server.url());
        acknowledged.add(api.create(Map.of("schedule", "* * * * * *", "api", log.url("/ok"))));
        await().until(() -> log.arrivals().size() >= 2);

        fill(ballast);
        Api.Reply refused = createUntilRefused(api, log.url("/ok"), acknowledged);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("code").asText()).isNotBlank();
        assertThat(refused.json().get("detail").asText()).isNotBlank();

        Files.delete(ballast);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> {
                  Api.Reply reply = create(api, log.url("/ok"));
                  if (reply.status() == 201) {
                    acknowledged.add(reply.json().get("jobId").asText());
                  }
                  return reply.status() == 201;
                });
        int calls = log.arrivals().size();
        await().atMost(Duration.ofSeconds(20)).until(() -> log.arrivals().size() > calls + 2);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> api.get("/health/ready").status() == 200);
        server.kill();
      }
      try (ServerProcess next = ServerProcess.start(directory.resolve("data"), Map.of())) {
        Api api = new Api(next.url());
        for (String job : acknowledged) {
          assertThat(api.get("/jobs/" + job).status()).as("I1 job %s", job).isEqualTo(200);
        }
        api.post("/jobs/" + acknowledged.getFirst() + "/pause", null);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> api.get("/queue/stats").json().get("processing").asLong() == 0);
        Audit audit = new Audit(api, log.arrivals()).everySecond(acknowledged.getFirst(), false);
        assertThat(audit.violations()).isEmpty();
      }
    }
  }

  private static Api.Reply createUntilRefused(Api api, String url, List<String> acknowledged)
      throws Exception {
    for (int i = 0; i < 20_000; i++) {
      Api.Reply reply = create(api, url);
      if (reply.status() != 201) {
        return reply;
      }
      acknowledged.add(reply.json().get("jobId").asText());
    }
    throw new AssertionError("the disk did not get full");
  }

  private static Api.Reply create(Api api, String url) throws Exception {
    return api.post("/jobs", Map.of("schedule", "0 0 0 1 1 *", "api", url));
  }

  /** Takes all the space there is. */
  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space");
    }
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
