package io.carillon.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.server.config.EventsConfig;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who follows the events, on a real connection. */
class EventStreamTest {
  private static final Namespace NAMESPACE =
      new Namespace(Namespace.DEFAULT_KEY, Namespace.DEFAULT, Quotas.NONE, Instant.EPOCH);

  private final Vertx vertx = Vertx.vertx();
  private final EventStream events = new EventStream(new EventsConfig(100, 1), Clock.SYSTEM, null);

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  /** A client of a server that does this with its request. */
  private Socket request(Consumer<HttpServerRequest> handler) throws IOException {
    HttpServer server =
        vertx.createHttpServer().requestHandler(handler::accept).listen(0, "127.0.0.1").await();
    Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    client
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  private void open(HttpServerRequest request, AtomicBoolean isAdmitted) {
    assertThat(events.open(request, NAMESPACE, isAdmitted::get)).isNull();
  }

  @Test
  void whoIsNoLongerAdmittedFollowsNoMore() throws IOException {
    AtomicBoolean isAdmitted = new AtomicBoolean(true);
    events.start(vertx, JsonGenerator::writeNull, () -> false);
    try (Socket _ = request(request -> open(request, isAdmitted))) {
      await().until(events::isFollowed);

      isAdmitted.set(false);

      await().until(() -> !events.isFollowed());
    }
  }

  /** Proxies close connections on which nothing moves. */
  @Test
  void aStreamWithoutEventsShowsThatItIsStillThere() throws IOException {
    Namespace quiet = new Namespace(2, "quiet", Quotas.NONE, Instant.EPOCH);
    events.start(vertx, JsonGenerator::writeNull, () -> false);
    try (Socket client = request(request -> events.open(request, quiet, () -> true))) {
      client.setSoTimeout(60_000);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(lines.lines().anyMatch(": still here"::equals)).isTrue();
    }
  }

  @Test
  void whoLeavesFollowsNoMore() throws IOException {
    try (Socket _ = request(request -> open(request, new AtomicBoolean(true)))) {
      await().until(events::isFollowed);
    }
    await().until(() -> !events.isFollowed());
  }

  /** As while it was found out whose token it has. */
  @Test
  void whoHasGoneBeforeHeIsLetInDoesNotFollow() throws IOException {
    CompletableFuture<Boolean> followed = new CompletableFuture<>();
    try (Socket client =
        request(
            request ->
                request
                    .response()
                    .closeHandler(
                        _ -> {
                          open(request, new AtomicBoolean(true));
                          followed.complete(events.isFollowed());
                        }))) {
      client.shutdownOutput();
    }
    assertThat(followed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
  }
}
