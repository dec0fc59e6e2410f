package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a target does, its calls end as they should and cost nothing afterwards: no place in the
 * pool, no connection, no buffer, and the next call gets its own answer.
 */
class HostilityTest {
  private static final int CALLS = 3;
  private static final int IDLE_MAX = 2;
  private static final int SHORT_MS = 300;
  private static final int LONG_MS = 9_000;

  @TempDir static Path folder;

  private static Certificates certificates;
  private static Invoking invoking;
  private static ResourceLeakDetector.Level usualLevel;

  @BeforeAll
  static void makeCertificateAndWatchBuffers() {
    certificates = Certificates.make(folder, "ip:127.0.0.1");
    invoking = invoking();
    // Afterwards, because Vert.x switches it off when it is first used.
    usualLevel = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  @AfterAll
  static void everyBufferWasReleased() {
    invoking.close();
    ResourceLeakDetector.setLevel(usualLevel);
    assertThat(LeakCount.afterCollection()).as("buffers that nobody released").isZero();
  }

  /**
   * As many calls at once as are allowed: one that held its place would stand in the next's way.
   */
  private static Invoking invoking() {
    InvokerConfig usual = Invoking.trusting(certificates.pem());
    return new Invoking(
        new InvokerConfig(
            usual.version(),
            1,
            usual.transport(),
            usual.timeouts(),
            new InvokerConfig.Limits(65_536, 16_384, CALLS, CALLS, IDLE_MAX),
            new InvokerConfig.KeepAlive(60_000, 600_000),
            usual.resolving(),
            usual.tls(),
            usual.egress(),
            usual.signing()));
  }

  private static RawServer.Script hostileUntil(AtomicBoolean isGood, Hostility hostility) {
    return conversation -> {
      while (true) {
        conversation.read();
        if (!isGood.get()) {
          hostility.script.run(conversation);
        } else {
          conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood");
        }
      }
    };
  }

  @Test
  void leaksAreSeen() {
    int before = LeakCount.afterCollection();
    leak();
    await().until(() -> LeakCount.afterCollection() == before + 1);
    LeakCount.forget(1);
  }

  private static void leak() {
    ByteBufAllocator.DEFAULT.buffer();
  }

  @Test
  void goingAwayWithAReason() {
    try (TargetServer server =
        TargetServer.start(
            certificates.server(true),
            request -> {
              request.response().end();
              request.connection().goAway(0, Integer.MAX_VALUE, Buffer.buffer("out for lunch"));
            })) {
      for (int i = 0; i < CALLS; i++) {
        assertThat(invoking.answer(server.url("127.0.0.1", "/")).httpStatus()).isEqualTo(200);
        await().until(() -> server.openConnections() == 0);
      }
      assertThat(server.connections()).isEqualTo(CALLS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void onAPlainConnection(Hostility hostility) {
    AtomicBoolean isGood = new AtomicBoolean();
    try (RawServer server = RawServer.start(hostileUntil(isGood, hostility))) {
      endure(server, hostility, isGood);
    }
  }

  /** Without those of which a rest stays in the decoder: that of Vert.x does not show it. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"MORE_BODY_THAN_ITS_LENGTH", "A_BODY_WHERE_NONE_MAY_BE"})
  void onATlsConnection(Hostility hostility) {
    AtomicBoolean isGood = new AtomicBoolean();
    try (RawServer server = RawServer.secure(certificates, hostileUntil(isGood, hostility))) {
      endure(server, hostility, isGood);
    }
  }

  private static void endure(RawServer server, Hostility hostility, AtomicBoolean isGood) {
    Jobs job = Jobs.post().timeoutMs(hostility.takesTime() ? SHORT_MS : LONG_MS);
    List<Invoking.Begun> calls =
        Stream.generate(() -> invoking.begin(job.call(server.url("/")))).limit(CALLS).toList();
    calls.forEach(call -> hostility.check(call.await()));
    isGood.set(true);
    for (int i = 0; i < CALLS; i++) {
      assertThat(invoking.probe(job.timeoutMs(LONG_MS).call(server.url("/"))).response())
          .isEqualTo("good");
    }
    await().until(() -> server.openConnections() <= IDLE_MAX);
  }
}
