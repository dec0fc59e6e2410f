package io.carillon.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What HTTP itself asks for: paths, methods, media types, sizes, hosts. */
class HttpTest {
  private static final int BODY_MAX = 4_096;
  private static final String JOB = "{\"schedule\": \"@daily\", \"api\": \"http://example.com\"}";

  @TempDir static Path folder;
  private static TestServer server;
  private static Client api;

  @BeforeAll
  static void start() throws IOException {
    server =
        TestServer.start(
            folder,
            Map.of(
                "http-body-bytes-max", Integer.toString(BODY_MAX),
                "http-batch-bytes-max", "65536",
                "http-bodies-bytes-max", "40000"));
    api = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "///",
        "//nothing",
        "//api",
        "//api/v1",
        "//api/v1/jobs/",
        "//api/v2/jobs",
        "//api/v1/jobs/1/2",
        "//docs/other.js",
        "//.%2e/etc/passwd",
        "//api/v1//jobs"
      })
  void unknownPathsAreNotFound(String path) {
    api.get(path).expectProblem(404, "unknown-route");
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() {
    assertThat(
            api.send("DELETE", "/jobs", null, "")
                .expectProblem(405, "method-not-allowed")
                .header("allow"))
        .isEqualTo("GET, HEAD, POST");
    assertThat(api.get("/jobs/batch").expectProblem(405, "method-not-allowed").header("allow"))
        .isEqualTo("POST");
    assertThat(api.act("//metrics").expectProblem(405, "method-not-allowed").header("allow"))
        .isEqualTo("GET, HEAD");
    assertThat(api.act("/jobs/1").expectProblem(405, "method-not-allowed").header("allow"))
        .isEqualTo("DELETE, GET, HEAD, PATCH, PUT");
    assertThat(api.send("HEAD", "/events", null, "").expect(405).header("allow"))
        .as("a stream has no end to tell the length of")
        .isEqualTo("GET");
    api.send("OPTIONS", "/jobs", null, "").expectProblem(405, "method-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "json"})
  void aWrongMediaTypeIsRefused(String type) {
    Reply reply = api.send("POST", "/jobs", JOB, type).expectProblem(415, "unsupported-media-type");

    assertThat(reply.json("detail").asText()).contains("application/json");
  }

  @Test
  void aBodyWithoutAMediaTypeIsRefused() {
    api.send("POST", "/jobs", JOB, "").expectProblem(415, "unsupported-media-type");
  }

  @Test
  void noBodyIsMalformed() {
    api.act("/jobs").expectProblem(400, "malformed-json");
  }

  @Test
  void parametersOfTheMediaTypeDoNotMatter() {
    api.send("POST", "/jobs", JOB, "Application/JSON; charset=utf-8").expect(201);
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    String large = "{\"description\": \"" + "x".repeat(BODY_MAX) + "\"}";
    api.post("/jobs", large).expectProblem(413, "body-too-large");
    String huge = "{\"description\": \"" + "x".repeat(8 << 20) + "\"}";
    api.post("/jobs", huge).expectProblem(413, "body-too-large");
  }

  /** What was refused is read on, so that the answer is, but not for ever. */
  @Test
  void aRefusedBodyWithoutAnEndIsBrokenOff() throws IOException {
    byte[] chunk = ("10000\r\n" + "x".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      String head =
          String.join(
              "\r\n",
              "POST /jobs HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Transfer-Encoding: chunked",
              "",
              "");
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      assertThatThrownBy(
              () -> {
                for (int sent = 0; sent < 256 << 20; sent += 65_536) {
                  out.write(chunk);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void chunkedBodiesAreCountedToo() throws IOException {
    String chunk = "1000\r\n" + "x".repeat(4_096) + "\r\n";
    String answer =
        raw(
            "POST /jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk
                + chunk
                + "0\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
  }

  @Test
  void bodiesShareABudget() {
    String large = "[\"" + "x".repeat(50_000) + "\"]";
    Reply reply = api.post("/jobs/batch", large).expectProblem(429, "too-many-requests");

    assertThat(reply.header("retry-after")).isEqualTo("1");
    api.post("/jobs/batch", "[" + JOB + "]").expect(200);
  }

  /** While it is sent, it takes of the budget; that shows when the server has noticed. */
  @Test
  void aClientThatGoesAwayIsNoFailureOfTheServer() throws IOException {
    String half = "[\"" + "x".repeat(20_000);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String upload =
          "POST /jobs/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: 30000\r\n\r\n"
              + half;
      socket.getOutputStream().write(upload.getBytes(StandardCharsets.US_ASCII));
      await().until(() -> api.post("/jobs/batch", half + "\"]").status() == 429);
    }
    await().until(() -> api.post("/jobs/batch", half + "\"]").status() == 200);

    assertThat(api.get("//metrics").expect(200).text())
        .contains("operation=\"createJobs\"")
        .doesNotContain("status=\"5");
  }

  @Test
  void aBodyWhereNoneIsExpectedDoesNotMatter() {
    String id = api.createQuiet("http://example.com");

    api.post("/jobs/" + id + "/pause", "{}").expect(200);
    api.send("POST", "/jobs/" + id + "/resume", "x=1", "text/plain").expect(200);
  }

  @Test
  void headAnswersAsGetWithoutABody() throws IOException {
    String answer =
        raw("HEAD /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("content-type: application/json")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "10.0.0.1", "127.0.0.1.nip.io", "[::2]"})
  void onLoopbackTheHostMustBeALoopbackName(String host) throws IOException {
    assertThat(raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("host-not-allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:80",
        "127.0.0.1",
        "127.1.2.3:8080",
        "[::1]:8080",
        "a.localhost"
      })
  void loopbackNamesAreFine(String host) throws IOException {
    assertThat(raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void pagesOfOtherOriginsCannotChangeAnything() {
    String id = api.createQuiet("http://example.com");

    api.act("/jobs/" + id + "/trigger", "Origin", "http://evil.example")
        .expectProblem(403, "cross-origin");
    api.act("/jobs/" + id + "/trigger", "Origin", "null").expectProblem(403, "cross-origin");
    api.act("/jobs/" + id + "/pause", "Origin", server.url()).expect(200);
    Reply read =
        api.send("GET", "/jobs/" + id, null, "", "Origin", "http://evil.example").expect(200);
    assertThat(read.header("access-control-allow-origin")).as("no CORS").isEmpty();
  }

  /** As nginx hands on what a browser sent to it over HTTPS. */
  @Test
  void aProxyOnTheSameMachineHandsOnTheHostOfItsClients(@TempDir Path other) throws IOException {
    String head =
        String.join(
            "\r\n",
            "POST /jobs HTTP/1.1",
            "Host: carillon.example.com",
            "Origin: %s",
            "Connection: close",
            "Content-Type: application/json",
            "Content-Length: %d",
            "",
            "%s");
    String own = head.formatted("https://carillon.example.com", JOB.length(), JOB);
    try (TestServer proxied = TestServer.start(other, Map.of("http-behind-proxy", "true"))) {
      assertThat(raw(proxied, own)).startsWith("HTTP/1.1 201");
      assertThat(raw(proxied, head.formatted("https://evil.example", JOB.length(), JOB)))
          .startsWith("HTTP/1.1 403")
          .contains("cross-origin");
    }
    assertThat(raw(own)).startsWith("HTTP/1.1 421");
  }

  @Test
  void everyAnswerKeepsBrowsersFromGuessing() {
    for (String path : new String[] {"/jobs", "/nothing", "//docs", "//metrics"}) {
      Reply reply = api.get(path);
      assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(reply.header("content-security-policy"))
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%zz HTTP/1.1", "GET /api/v1/jobs?limit=%zz HTTP/1.1"})
  void badEscapesAreRefused(String line) throws IOException {
    assertThat(raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .matches("(?s)HTTP/1.1 40[04].*");
  }

  /** RFC 9112, section 3.2: those on the way may have looked at another one. */
  @Test
  void twoHostsAreRefused() throws IOException {
    String hosts = "Host: localhost\r\n".repeat(2);
    assertThat(raw("GET /health/live HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("malformed-request");
  }

  @Test
  void whatIsNoHttpIsRefused() throws IOException {
    assertThat(raw("nonsense\r\n\r\n")).contains(" 400 ", "malformed-request");
    assertThat(raw("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .contains(" 414 ");
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .contains(" 431 ");
  }

  private static String raw(String request) throws IOException {
    return raw(server, request);
  }

  private static String raw(TestServer at, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at.port())) {
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
