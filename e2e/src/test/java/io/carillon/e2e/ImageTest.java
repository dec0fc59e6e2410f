package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The container image without a container: the trimmed runtime does all that the whole one does.
 */
@Order(5)
@EnabledOnOs(OS.LINUX)
class ImageTest {
  private static final String READY = "carillon ready on ";
  private static final String PORT = "CARILLON_HTTP_PORT";

  /** Programs are run from there. */
  @TempDir(factory = TempDirFactory.Standard.class)
  Path root;

  @Test
  void runsWithoutRightsAndTellsHowItIs() throws Exception {
    Image image = Image.assemble(root);
    Process process = image.start(Map.of(PORT, "0"));
    try (CallLog log = new CallLog();
        BufferedReader output = process.inputReader(UTF_8)) {
      String url = awaitReady(output);
      Map<String, String> settings = Map.of(PORT, String.valueOf(URI.create(url).getPort()));

      Image.Ended healthy = image.health(settings);
      assertThat(healthy.output()).contains("\"UP\"").doesNotContain("WARNING");
      assertThat(healthy.code()).isZero();

      Api api = new Api(url);
      String job = api.create(Map.of("schedule", "0 0 0 1 1 *", "api", log.url("/ok")));
      api.post("/jobs/" + job + "/trigger", null);
      log.awaitArrivals(1, Duration.ofSeconds(20));
      api.awaitNothingUnfinished();

      for (String path : new String[] {"/metrics", "/openapi.json", "/docs", "/api/v1/info"}) {
        assertThat(get(url + path)).as(path).isEqualTo(200);
      }
      assertThat(DeployFiles.text(Path.of("/proc", String.valueOf(process.pid()), "maps")))
          .as("native libraries, and the AOT cache, are those of the image")
          .contains(
              image.folder() + "/native/libsqlitejdbc.so",
              image.folder() + "/native/libnetty_transport_native_epoll",
              image.folder() + "/carillon.aot");

      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(image.health(settings).code()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String awaitReady(BufferedReader output) throws Exception {
    StringBuilder before = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return line.substring(READY.length());
      }
      before.append(line).append('\n');
    }
    return fail("the server ended:\n" + before);
  }

  private static int get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
