package io.carillon.server.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.carillon.testkit.Certificate;
import io.carillon.tls.TrustStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The API over HTTPS. */
@ResourceLock("log") // it is one for the whole process
class TlsTest {
  private static final String LIVE = "/api/v1/health/live";

  @TempDir static Path folder;
  private static Certificate first;
  private static Certificate second;
  private static SSLContext trusting;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    first = Certificate.make(Files.createDirectory(folder.resolve("first")));
    second = Certificate.make(Files.createDirectory(folder.resolve("second")));
    use(first);
    List<Path> known = List.of(first.certificate(), second.certificate());
    trusting = SSLContext.getInstance("TLS");
    trusting.init(null, TrustStore.of(false, known).orElseThrow().getTrustManagers(), null);
    server =
        TestServer.start(
            folder,
            Map.of(
                "http-host", "localhost",
                "http-tls-certificate", folder.resolve("api.crt").toString(),
                "http-tls-key", folder.resolve("api.key").toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void use(Certificate certificate) throws IOException {
    Files.copy(certificate.certificate(), folder.resolve("api.crt"), REPLACE_EXISTING);
    Files.copy(certificate.key(), folder.resolve("api.key"), REPLACE_EXISTING);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().sslContext(trusting).build();
  }

  private static HttpResponse<String> get(HttpClient client, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static SSLSocket connect(String... versions) throws IOException {
    SSLSocket socket =
        (SSLSocket) trusting.getSocketFactory().createSocket("localhost", server.port());
    socket.setSoTimeout(10_000);
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    socket.startHandshake();
    return socket;
  }

  /** To a new connection. */
  private static X509Certificate shown() throws Exception {
    try (SSLSocket socket = connect()) {
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private static String ask(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write(("GET " + LIVE + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
    return new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), ISO_8859_1);
  }

  @Test
  void everyAnswerIsOverHttps() throws Exception {
    assertThat(server.url()).isEqualTo("https://localhost:" + server.port());
    try (HttpClient client = client()) {
      HttpResponse<String> answer = get(client, LIVE);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(answer.headers().firstValue("strict-transport-security")).isEmpty();
    }
    try (HttpClient plain = HttpClient.newHttpClient()) {
      URI http = URI.create("http://localhost:" + server.port() + LIVE);
      assertThatThrownBy(
              () -> plain.send(HttpRequest.newBuilder(http).build(), BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void theMetricsTellWhenTheCertificateExpires() throws Exception {
    try (HttpClient client = client()) {
      String line =
          get(client, "/metrics")
              .body()
              .lines()
              .filter(l -> l.startsWith("carillon_http_certificate_expiry_timestamp_seconds "))
              .findFirst()
              .orElseThrow();
      double expiresAt = (double) shown().getNotAfter().toInstant().getEpochSecond();
      assertThat(Double.parseDouble(line.substring(line.indexOf(' ')))).isEqualTo(expiresAt);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void tls12AndTls13AreSpoken(String version) throws Exception {
    try (SSLSocket socket = connect(version)) {
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  /** The JDK's own client would not even ask. */
  @Test
  void tls11IsRefused() throws Exception {
    // A record with a ClientHello of TLS 1.1: version, random, no session, a cipher, no
    // compression.
    String hello =
        "160301002d" + "01000029" + "0302" + "72".repeat(32) + "00" + "0002c013" + "0100";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(HexFormat.of().parseHex(hello));
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(HexFormat.of().formatHex(answer))
          .as("a fatal alert")
          .matches("1503..0002" + "0246");
    }
  }

  @Test
  void aRenewedCertificateIsShownWithoutAFailedRequest() throws Exception {
    X509Certificate before = shown();
    AtomicBoolean isOver = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    Thread load = Thread.ofVirtual().start(() -> askAgainAndAgain(isOver, answered, failures));
    try (SSLSocket open = connect()) {
      awaitMore(answered);

      use(second);

      await().atMost(Duration.ofSeconds(20)).until(() -> !shown().equals(before));
      awaitMore(answered);
      assertThat(ask(open)).as("on a connection from before").isEqualTo("HTTP/1.1 200");
    } finally {
      isOver.set(true);
      load.join();
    }
    assertThat(failures).isEmpty();
  }

  private static void awaitMore(AtomicInteger answered) {
    int before = answered.get();
    await().until(() -> answered.get() > before + 20);
  }

  /** In turn on a connection that is kept and on a new one. */
  private static void askAgainAndAgain(
      AtomicBoolean isOver, AtomicInteger answered, Queue<String> failures) {
    try (HttpClient kept = client()) {
      while (!isOver.get()) {
        assertThat(get(kept, LIVE).statusCode()).isEqualTo(200);
        try (SSLSocket socket = connect()) {
          assertThat(ask(socket)).isEqualTo("HTTP/1.1 200");
        }
        answered.incrementAndGet();
      }
    } catch (IOException | InterruptedException | AssertionError e) {
      failures.add(e.toString());
    }
  }

  @Test
  void filesThatCannotBeUsedChangeNothingAndAreNamedOnce() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger("io.carillon");
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    Path key = folder.resolve("api.key");
    String good = Files.readString(key);
    X509Certificate before = shown();
    try {
      Files.writeString(key, "nonsense");
      await().atMost(Duration.ofSeconds(20)).until(() -> lines(lines, "not used").size() == 1);
      assertThat(lines(lines, "not used").getFirst()).endsWith("holds no PEM private key: " + key);
      assertThat(shown()).isEqualTo(before);

      Files.writeString(key, good);
      await().atMost(Duration.ofSeconds(20)).until(() -> !lines(lines, "renewed").isEmpty());
      assertThat(shown()).isEqualTo(before);
      assertThat(lines(lines, "not used")).hasSize(1);
    } finally {
      logger.setLevel(null);
      logger.detachAppender(lines);
    }
  }

  private static List<String> lines(ListAppender<ILoggingEvent> all, String containing) {
    return List.copyOf(all.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(containing))
        .toList();
  }
}
