package io.carillon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoReceiverTest {
  @TempDir static Path folder;
  private static Path certificate;
  private static DemoReceiver receiver;

  @BeforeAll
  static void start() throws Exception {
    certificate = folder.resolve("demo/certificate.pem");
    receiver = DemoReceiver.start(certificate, 0, 0);
  }

  @AfterAll
  static void stop() {
    receiver.close();
  }

  @Test
  void anyPathAnswers200() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(http("/reports/sales"))
              .header("Carillon-Execution-Id", "42")
              .build();
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"path\":\"/reports/sales\"", "\"executionId\":\"42\"");
    }
  }

  @Test
  void failAnswers503() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, http("/fail")).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void slowAnswersAfterTwoSeconds() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      long startedAt = System.nanoTime();
      assertThat(get(client, http("/slow")).statusCode()).isEqualTo(200);
      assertThat((System.nanoTime() - startedAt) / 1_000_000)
          .isGreaterThanOrEqualTo(DemoReceiver.SLOW_MS);
    }
  }

  @Test
  void aClientThatTrustsTheFileReachesHttpsByNameAndAddress() throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting(certificate)).build()) {
      for (String host : new String[] {"localhost", "127.0.0.1"}) {
        URI uri = URI.create("https://" + host + ":" + receiver.httpsPort() + "/foo");
        assertThat(get(client, uri).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void aClientThatDoesNotTrustItIsRefused() {
    URI uri = URI.create("https://localhost:" + receiver.httpsPort() + "/foo");
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> get(client, uri)).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void onlyTheCertificateIsWritten() throws Exception {
    assertThat(Files.readString(certificate))
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("\n-----END CERTIFICATE-----\n")
        .doesNotContain("PRIVATE KEY");
    try (var files = Files.list(certificate.getParent())) {
      assertThat(files).containsExactly(certificate);
    }
  }

  @Test
  void aTakenPortIsNamed() {
    assertThatThrownBy(
            () -> DemoReceiver.start(folder.resolve("other.pem"), receiver.httpPort(), 0))
        .isInstanceOf(IOException.class)
        .hasMessage("port " + receiver.httpPort() + " on 127.0.0.1 is already in use");
  }

  private static URI http(String path) {
    return URI.create("http://127.0.0.1:" + receiver.httpPort() + path);
  }

  private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static SSLContext trusting(Path pem) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      trusted.setCertificateEntry(
          "demo", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
