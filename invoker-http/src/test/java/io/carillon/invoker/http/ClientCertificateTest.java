package io.carillon.invoker.http;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Destination;
import io.carillon.core.Invalid;
import io.carillon.core.port.Outcome.Failure;
import io.carillon.testkit.Certificate;
import io.carillon.tls.PemFiles;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that want to know who calls. */
class ClientCertificateTest {
  @TempDir static Path folder;
  private static Certificates target;
  private static Certificate first;
  private static Certificate second;

  @TempDir Path used;

  @BeforeAll
  static void makeCertificates() throws Exception {
    target = Certificates.make(folder, "dns:localhost,ip:127.0.0.1");
    first = Certificate.make(Files.createDirectory(folder.resolve("first")));
    second = Certificate.make(Files.createDirectory(folder.resolve("second")));
  }

  private static HttpServerOptions asking(ClientAuth how, boolean offersHttp2) {
    return target
        .server(offersHttp2)
        .setClientAuth(how)
        .setTrustOptions(
            new PemTrustOptions()
                .addCertPath(first.certificate().toString())
                .addCertPath(second.certificate().toString()));
  }

  private static TargetServer start(HttpServerOptions options) {
    return TargetServer.start(
        options,
        request -> {
          if (request.version() == HttpVersion.HTTP_1_1) {
            request.response().putHeader("Connection", "close");
          }
          request.response().end(shownTo(request));
        });
  }

  /** The serial number of the certificate, or that there is none. */
  private static String shownTo(HttpServerRequest request) {
    try {
      X509Certificate shown = (X509Certificate) request.connection().peerCertificates().getFirst();
      return shown.getSerialNumber().toString();
    } catch (SSLPeerUnverifiedException _) {
      return "none";
    }
  }

  private static String serial(Certificate certificate) throws Exception {
    byte[] pem = Files.readAllBytes(certificate.certificate());
    return ((X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem)))
        .getSerialNumber()
        .toString();
  }

  /** Whoever calls localhost shows what is in the folder. */
  private Invoking showing(TargetServer server) {
    PemFiles files = new PemFiles(used.resolve("client.crt"), used.resolve("client.key"));
    return new Invoking(
        Invoking.with(
            new InvokerConfig.Tls(
                true,
                List.of(target.pem()),
                Map.of(new Destination("https", "localhost", server.port()), files))));
  }

  private void use(Certificate certificate) throws Exception {
    Files.copy(certificate.certificate(), used.resolve("client.crt"), REPLACE_EXISTING);
    Files.copy(certificate.key(), used.resolve("client.key"), REPLACE_EXISTING);
  }

  private static String shown(Invoking invoking, String url) {
    return String.valueOf(invoking.probe(Jobs.post().call(url)).response());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDestinationIsShownItsCertificate(boolean offersHttp2) throws Exception {
    use(first);
    try (TargetServer server = start(asking(ClientAuth.REQUIRED, offersHttp2));
        Invoking invoking = showing(server)) {
      assertThat(shown(invoking, server.url("localhost", "/"))).isEqualTo(serial(first));
    }
  }

  @Test
  void otherDestinationsAreShownNone() throws Exception {
    use(first);
    try (TargetServer server = start(asking(ClientAuth.REQUEST, true));
        TargetServer otherPort = start(asking(ClientAuth.REQUEST, true));
        Invoking invoking = showing(server)) {
      assertThat(shown(invoking, server.url("localhost", "/"))).isEqualTo(serial(first));
      assertThat(shown(invoking, server.url("127.0.0.1", "/"))).isEqualTo("none");
      assertThat(shown(invoking, otherPort.url("localhost", "/"))).isEqualTo("none");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TLSv1.3 | true | closed after the handshake, perhaps for want of a client certificate",
        "TLSv1.3 | false | the target asks for a client certificate",
        "TLSv1.2 | true | the target refused the handshake (handshake_failure)",
        "TLSv1.2 | false | the target refused the handshake (handshake_failure)",
      })
  void withoutOneTheCallFails(String version, boolean offersHttp2, String message)
      throws Exception {
    HttpServerOptions options =
        asking(ClientAuth.REQUIRED, offersHttp2)
            .setEnabledSecureTransportProtocols(Set.of(version));
    use(first);
    try (TargetServer server = start(options);
        Invoking invoking = showing(server)) {
      var failed = invoking.failure(server.url("127.0.0.1", "/"));
      assertThat(failed.failure()).isEqualTo(Failure.CONNECTION);
      assertThat(failed.message()).startsWith("TLS: " + message);
      assertThat(server.waiting()).isZero();
    }
  }

  @Test
  void aRenewedCertificateIsShownByNewConnections() throws Exception {
    use(first);
    try (TargetServer server = start(asking(ClientAuth.REQUIRED, false));
        Invoking invoking = showing(server)) {
      String url = server.url("localhost", "/");
      assertThat(shown(invoking, url)).isEqualTo(serial(first));

      use(second);
      invoking.invoker().renewCertificates(Instant.EPOCH);
      assertThat(shown(invoking, url)).isEqualTo(serial(second));

      Files.copy(first.key(), used.resolve("client.key"), REPLACE_EXISTING);
      invoking.invoker().renewCertificates(Instant.EPOCH);
      assertThat(shown(invoking, url)).as("the pair is broken").isEqualTo(serial(second));
    }
  }

  @Test
  void filesThatCannotBeUsedStopTheStart() throws Exception {
    use(first);
    Files.copy(second.key(), used.resolve("client.key"), REPLACE_EXISTING);
    try (TargetServer server = TargetServer.ok()) {
      assertThatThrownBy(() -> showing(server))
          .isInstanceOfSatisfying(
              Invalid.class, e -> assertThat(e.field()).isEqualTo("clientCertificates"))
          .hasMessageContaining("the key for https://localhost:" + server.port())
          .hasMessageContaining("does not belong to the certificate");
    }
  }
}
