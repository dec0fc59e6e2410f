package io.carillon.server.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.carillon.server.api.TestServer;
import io.carillon.testkit.Certificate;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that says what it is told to. */
class HealthCommandTest {
  private final CommandLines shell = new CommandLines();
  private final StringWriter out = shell.out;
  private final StringWriter err = shell.err;
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(int status, String body) {
    server.createContext(
        "/api/v1/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(body.getBytes(UTF_8));
          exchange.close();
        });
  }

  private int run(Map<String, String> environment, String... arguments) {
    return shell.run(environment, arguments);
  }

  private Map<String, String> settings() {
    return Map.of("CARILLON_HTTP_PORT", Integer.toString(server.getAddress().getPort()));
  }

  @Test
  void readyIsZero() {
    answer(200, "up");
    assertThat(run(settings(), "health")).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("up");
  }

  @Test
  void theServerOfAFileOfSettingsIsAsked(@TempDir Path folder) throws IOException {
    answer(200, "up");
    Path file = folder.resolve("other.yaml");
    Files.writeString(file, "http-port: " + server.getAddress().getPort() + "\n");

    assertThat(run(Map.of(), "health", "--config", file.toString())).isZero();
  }

  @Test
  void anAddressMayEndInASlash() {
    answer(200, "up");
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    assertThat(run(Map.of(), "health", "--url", url)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:57001", "localhost:8080", "file:///etc", "http://", "http:///a"})
  void anAddressThatIsNoUrlOfHttpIsTold(String url) {
    assertThat(run(Map.of(), "health", "--url", url)).isEqualTo(2);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "carillon health: --url: must begin with http:// or https://, and name a host");
  }

  @Test
  void notReadyIsOneAndSaysWhatIsDown() {
    answer(503, "store down");
    assertThat(run(settings(), "health")).isEqualTo(1);
    assertThat(out.toString()).contains("store down");
  }

  @Test
  void noAnswerIsOne() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(run(Map.of(), "health", "--url", "http://127.0.0.1:" + free)).isEqualTo(1);
    assertThat(err.toString()).contains("no answer");
  }

  @Test
  void aServerOnEveryAddressIsAskedOnLoopback() {
    answer(200, "up");
    Map<String, String> everywhere =
        Map.of(
            "CARILLON_HTTP_PORT", settings().get("CARILLON_HTTP_PORT"),
            "CARILLON_HTTP_HOST", "0.0.0.0",
            "CARILLON_HTTP_BEHIND_PROXY", "true");
    assertThat(run(everywhere, "health")).isZero();
  }

  @Test
  void itsOwnServerIsAskedWhoeverSignedTheCertificate(@TempDir Path folder) throws Exception {
    Certificate made = Certificate.make(folder);
    Map<String, String> tls =
        Map.of(
            "http-tls-certificate", made.certificate().toString(),
            "http-tls-key", made.key().toString());
    try (TestServer secure = TestServer.start(folder, tls)) {
      Map<String, String> environment =
          Map.of(
              "CARILLON_HTTP_PORT", Integer.toString(secure.port()),
              "CARILLON_HTTP_TLS_CERTIFICATE", made.certificate().toString(),
              "CARILLON_HTTP_TLS_KEY", made.key().toString());

      assertThat(run(environment, "health")).isZero();
      assertThat(run(Map.of(), "health", "--url", "https://localhost:" + secure.port()))
          .as("any other is verified")
          .isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeAskedIsTwo() {
    assertThat(run(Map.of("CARILLON_HTTP_PORT", "0"), "health")).isEqualTo(2);
    assertThat(run(Map.of("CARILLON_HTTP_PORT", "x"), "health")).isEqualTo(2);
    assertThat(run(Map.of(), "health", "--url", "file:///etc")).isEqualTo(2);
    assertThat(run(Map.of(), "health", "--url", "not a url")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("\tat ");
  }
}
