package io.carillon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees of two nodes behind nginx. */
class NginxTest {
  private static final String JOB =
      """
      {"schedule": "0 0 0 1 1 *", "api": "https://example.com/"}\
      """;

  @TempDir Path folder;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private HttpRequest.Builder request(Nginx nginx, String path) {
    return HttpRequest.newBuilder(URI.create(nginx.url() + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", Nginx.AUTHORIZATION)
        .header("Content-Type", "application/json");
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private int post(Nginx nginx, String path, String body) throws Exception {
    return status(request(nginx, path).POST(BodyPublishers.ofString(body)));
  }

  private static int port(ServerProcess node) {
    return URI.create(node.url()).getPort();
  }

  @Test
  void twoNodesAreOneApi() throws Exception {
    try (ServerProcess first = ServerProcess.begin(data("first"), Map.of());
        ServerProcess second = ServerProcess.begin(data("second"), Map.of())) {
      first.awaitReady();
      second.awaitReady();
      try (Nginx nginx = Nginx.start(folder, port(first), port(second))) {
        asksWhoItIs(nginx);
        hidesTheMetrics(nginx);
        takesWhatTheServerTakes(nginx);
        passesEventsOnAtOnce(nginx);

        first.kill();
        // Until nginx has noticed, it may send a POST over a connection that is dead, and not
        // again.
        await().until(() -> !isConnectedTo(port(first)));
        for (int i = 0; i < 4; i++) {
          assertThat(post(nginx, "/api/v1/jobs", JOB))
              .as("a POST that nobody got goes to the other node")
              .isEqualTo(201);
        }
      }
    }
  }

  /** Whether a process of this machine has a connection to the port that it has not closed. */
  private static boolean isConnectedTo(int port) throws IOException {
    Pattern open = Pattern.compile(".*: \\S+ \\w+:%04X 0[18] .*".formatted(port));
    try (Stream<String> sockets = Files.lines(Path.of("/proc/net/tcp"))) {
      return sockets.anyMatch(line -> open.matcher(line).matches());
    }
  }

  private Path data(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }

  private void asksWhoItIs(Nginx nginx) throws Exception {
    for (String path : new String[] {"/", "/docs", "/api/v1/jobs", "/api/v1/events", "/health"}) {
      HttpRequest anonymous = HttpRequest.newBuilder(URI.create(nginx.url() + path)).build();
      assertThat(client.send(anonymous, BodyHandlers.discarding()).statusCode())
          .as(path)
          .isEqualTo(401);
    }
    HttpRequest probe =
        HttpRequest.newBuilder(URI.create(nginx.url() + "/api/v1/health/live")).build();
    assertThat(client.send(probe, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }

  private void hidesTheMetrics(Nginx nginx) throws Exception {
    for (String path : new String[] {"/metrics", "//metrics", "/%6detrics", "/x/../metrics"}) {
      HttpResponse<String> answer =
          client.send(request(nginx, path).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).as(path).doesNotContain("carillon_");
    }
  }

  private void takesWhatTheServerTakes(Nginx nginx) throws Exception {
    assertThat(post(nginx, "/api/v1/jobs", JOB)).isEqualTo(201);
    assertThat(
            status(
                request(nginx, "/api/v1/jobs")
                    .header("Origin", nginx.url())
                    .POST(BodyPublishers.ofString(JOB))))
        .as("the server is told the host that the browser was told")
        .isEqualTo(201);
    String threeMegabytes = " ".repeat(3 << 20);
    assertThat(post(nginx, "/api/v1/jobs", threeMegabytes)).isEqualTo(413);
    for (String path : new String[] {"/api/v1/jobs/batch", "/api/jobs/batch", "/jobs/batch"}) {
      assertThat(post(nginx, path, "[" + JOB + "]" + threeMegabytes)).as(path).isEqualTo(200);
    }
  }

  private void passesEventsOnAtOnce(Nginx nginx) throws Exception {
    HttpResponse<InputStream> events =
        client.send(request(nginx, "/api/v1/events").build(), BodyHandlers.ofInputStream());
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(events.body(), UTF_8))) {
      assertThat(events.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(lines.readLine()).as("long before the stream ends").isNotNull();
    }
  }

  @Test
  void aPostThatWasSentIsNotSentAgain() throws Exception {
    try (HangsUp first = new HangsUp();
        HangsUp second = new HangsUp();
        Nginx nginx = Nginx.start(folder, first.port(), second.port())) {
      assertThat(post(nginx, "/api/v1/jobs", JOB)).isEqualTo(502);
      assertThat(first.requests.get() + second.requests.get()).isEqualTo(1);
    }
  }

  @Test
  void aGetIsAskedOfTheOtherNode() throws Exception {
    try (HangsUp first = new HangsUp();
        HangsUp second = new HangsUp();
        Nginx nginx = Nginx.start(folder, first.port(), second.port())) {
      assertThat(status(request(nginx, "/api/v1/jobs"))).isEqualTo(502);
      assertThat(first.requests).hasValue(1);
      assertThat(second.requests).hasValue(1);
    }
  }

  @Test
  void whatNodesWithoutAStoreSayIsPassedOn() throws Exception {
    try (Says first = new Says(503);
        Says second = new Says(503);
        Nginx nginx = Nginx.start(folder, first.port(), second.port())) {
      for (int i = 0; i < 6; i++) {
        assertThat(status(request(nginx, "/api/v1/jobs"))).isEqualTo(503);
        assertThat(status(request(nginx, "/api/v1/health/ready"))).isEqualTo(503);
      }
    }
  }

  @Test
  void oneNodeThatIsReadyIsEnough() throws Exception {
    try (Says first = new Says(503);
        Says second = new Says(200);
        Nginx nginx = Nginx.start(folder, first.port(), second.port())) {
      for (int i = 0; i < 6; i++) {
        assertThat(status(request(nginx, "/api/v1/health/ready"))).isEqualTo(200);
      }
    }
  }

  /** Answers each request with one status. */
  private static final class Says implements AutoCloseable {
    private final HttpServer server;

    Says(int status) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Reads the beginning of each request and closes the connection. */
  private static final class HangsUp implements AutoCloseable {
    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket listening;

    HangsUp() throws IOException {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::run);
    }

    int port() {
      return listening.getLocalPort();
    }

    private void run() {
      while (!listening.isClosed()) {
        try (Socket connection = listening.accept()) {
          if (connection.getInputStream().read() >= 0) {
            requests.incrementAndGet();
          }
        } catch (IOException _) {
          // Closed, or nginx was the first to close.
        }
      }
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }
}
