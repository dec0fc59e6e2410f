package io.carillon.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.carillon.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a provider that is of no use. */
@SuppressWarnings("NullAway.Init") // set before each test
class IdentityProviderTest {
  private final ManualClock clock = new ManualClock(Instant.EPOCH);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean isSilent;

  /** What discovery answers; empty: it fails. */
  private volatile String document = "";

  private HttpServer server;
  private IdentityProvider provider;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          if (isSilent) {
            awaitEnd();
          }
          try (exchange) {
            byte[] body = document.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(document.isEmpty() ? 503 : 200, 0);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    URI issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    provider =
        new IdentityProvider(
            new OidcConfig(issuer, "carillon", "roles", Optional.empty(), Map.of()), clock);
  }

  @AfterEach
  void stop() {
    ended.countDown();
    server.stop(0);
    threads.close();
  }

  /** Otherwise each would wait for a timeout of its own, one after the other. */
  @Test
  void whoeverWaitsForAProviderWaitsForTheSameAnswer() throws Exception {
    isSilent = true;
    List<Future<?>> tokens = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      tokens.add(threads.submit(() -> provider.verify("token")));
    }

    for (Future<?> token : tokens) {
      assertThatThrownBy(token::get).hasCauseInstanceOf(IOException.class);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aProviderThatFailedIsAskedAgainAfterAPause() {
    fail();
    fail();
    assertThat(asked).hasValue(1);

    clock.advance(Duration.ofSeconds(5));
    fail();
    fail();
    assertThat(asked).hasValue(2);
  }

  /** OpenID Connect Discovery 1.0, section 4.3. */
  @Test
  void aDocumentOfAnotherIssuerIsRefused() {
    document = "{\"issuer\": \"https://other.example\", \"jwks_uri\": \"http://127.0.0.1:9/\"}";

    assertThatThrownBy(() -> provider.verify("token"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is of another issuer: https://other.example");
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fail() {
    assertThatThrownBy(() -> provider.verify("token")).isInstanceOf(IOException.class);
  }
}
