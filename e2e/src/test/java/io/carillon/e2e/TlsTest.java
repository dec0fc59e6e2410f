package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.carillon.testkit.Certificate;
import io.carillon.tls.Identity;
import io.carillon.tls.PemFiles;
import io.carillon.tls.TrustStore;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS from the client to the API, and from there to a target that wants to know who calls. */
class TlsTest {
  @TempDir Path folder;

  private Certificate make(String name) throws Exception {
    return Certificate.make(Files.createDirectory(folder.resolve(name)));
  }

  private static SSLContext context(Certificate own, Certificate trusted) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        Identity.read(new PemFiles(own.certificate(), own.key())).keyManagers().getKeyManagers(),
        TrustStore.of(false, List.of(trusted.certificate())).orElseThrow().getTrustManagers(),
        null);
    return context;
  }

  private static HttpsServer target(SSLContext context, boolean asksForCertificate)
      throws Exception {
    HttpsServer target =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asking = context.getDefaultSSLParameters();
            asking.setNeedClientAuth(asksForCertificate);
            parameters.setSSLParameters(asking);
          }
        });
    target.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    target.start();
    return target;
  }

  @Test
  void encryptedOnBothSides() throws Exception {
    Certificate api = make("api");
    Certificate called = make("called");
    Certificate caller = make("caller");
    HttpsServer target = target(context(called, caller), true);
    String place = "localhost:" + target.getAddress().getPort();
    Map<String, String> settings =
        Map.of(
            "CARILLON_HTTP_HOST",
            "localhost",
            "CARILLON_HTTP_TLS_CERTIFICATE",
            api.certificate().toString(),
            "CARILLON_HTTP_TLS_KEY",
            api.key().toString(),
            "CARILLON_INVOKER_TRUST_CERTIFICATES",
            called.certificate().toString(),
            "CARILLON_INVOKER_TRUST_SYSTEM",
            "false",
            "CARILLON_INVOKER_CLIENT_CERTIFICATES",
            place + "=" + caller.certificate() + ":" + caller.key());
    try (ServerProcess server = ServerProcess.start(folder, settings);
        HttpClient client = HttpClient.newBuilder().sslContext(context(caller, api)).build()) {
      assertThat(server.url()).startsWith("https://localhost:");
      Api users = new Api(server.url(), client);
      callOnce(users, "https://" + place + "/");
      assertThat(server.terminate(20)).isZero();
    } finally {
      target.stop(0);
    }
  }

  @Test
  void whomTheJdkTrustsIsTrusted() throws Exception {
    Certificate called = make("called");
    HttpsServer target = target(context(called, called), false);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(called.certificate())) {
      trusted.setCertificateEntry(
          "called", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    Path file = folder.resolve("trusted.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, "password".toCharArray());
    }
    Map<String, String> settings =
        Map.of(
            "JDK_JAVA_OPTIONS",
            "-Djavax.net.ssl.trustStore=" + file + " -Djavax.net.ssl.trustStorePassword=password");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      callOnce(new Api(server.url()), "https://localhost:" + target.getAddress().getPort() + "/");
    } finally {
      target.stop(0);
    }
  }

  private static void callOnce(Api users, String url) throws Exception {
    String job = users.create(Map.of("schedule", "0 0 0 1 1 *", "api", url));
    assertThat(users.post("/jobs/" + job + "/trigger", null).status()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .until(() -> users.executions(job).getFirst().get("status").asText().equals("SUCCESS"));
  }
}
