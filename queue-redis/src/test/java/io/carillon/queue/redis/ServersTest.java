package io.carillon.queue.redis;

import static io.carillon.queue.redis.Stages.failure;
import static io.carillon.queue.redis.Stages.get;
import static io.carillon.queue.redis.Stages.offers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Invalid;
import io.carillon.core.port.ReadyQueue.Delivery;
import io.carillon.core.port.ReadyQueue.Depth;
import io.carillon.testkit.Certificate;
import io.carillon.testkit.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of other kinds: with TLS, with sentinels, too old. */
final class ServersTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    get(vertx.close().toCompletionStage());
  }

  private <T extends AutoCloseable> T closedLater(T one) {
    opened.add(one);
    return one;
  }

  private RedisQueue open(RedisConfig config) {
    return closedLater(RedisQueue.open(vertx, config, "a"));
  }

  @Test
  void tlsIsSpokenWithServersThatAreTrusted(@TempDir Path folder) throws Exception {
    Certificate made = Certificate.make(folder);
    RedisServer server = closedLater(RedisServer.startWithTls(made.certificate(), made.key()));
    String url = "rediss://localhost:" + server.port();
    List<Path> trusted = List.of(made.certificate());
    RedisQueue queue = open(new RedisConfig(url, null, "p", trusted));
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(queue.depth())).isEqualTo(new Depth(0, 0)));
    get(queue.offer(offers(0, 3)));
    assertThat(get(queue.take(3))).hasSize(3);

    assertThat(failure(open(new RedisConfig(url, null, "p", List.of())).depth()))
        .isInstanceOf(RedisUnavailable.class)
        .hasStackTraceContaining("unable to find valid certification path");
    String otherName = "rediss://127.0.0.1:" + server.port();
    assertThat(failure(open(new RedisConfig(otherName, null, "p", trusted)).depth()))
        .isInstanceOf(RedisUnavailable.class);
    RedisConfig noCertificate = new RedisConfig(url, null, "p", List.of(made.key()));
    assertThatThrownBy(() -> open(noCertificate)).isInstanceOf(Invalid.class);
  }

  @Test
  void anOldServerIsRefused() throws Exception {
    OldServer server = closedLater(new OldServer());
    assertThat(failure(open(RedisConfig.of(server.url())).depth()))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("Redis 6.2 or newer is needed, and it is 5.0.14");
  }

  @Test
  void aReplicaIsRefused() throws Exception {
    RedisServer master = closedLater(RedisServer.start());
    RedisServer replica =
        closedLater(RedisServer.start("--replicaof", "127.0.0.1", "" + master.port()));
    assertThat(failure(open(RedisConfig.of(replica.url())).depth()))
        .hasMessageContaining("it is a replica");
  }

  @Test
  void aFailOverIsFollowed() throws Exception {
    RedisServer master = closedLater(RedisServer.start());
    RedisServer replica =
        closedLater(RedisServer.start("--replicaof", "127.0.0.1", "" + master.port()));
    RedisServer hanging = closedLater(RedisServer.startSentinel(master.port()));
    RedisServer sentinel = closedLater(RedisServer.startSentinel(master.port()));
    RedisServer third = closedLater(RedisServer.startSentinel(master.port()));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(master.tell("INFO replication")).contains("state=online");
              for (RedisServer one : List.of(sentinel, third)) {
                assertThat(one.tell("SENTINEL master main"))
                    .containsSubsequence("num-slaves", "1", "num-other-sentinels", "2");
              }
            });
    hanging.freeze();
    String url =
        "redis-sentinel://127.0.0.1:%d,127.0.0.1:%d,127.0.0.1:%d?master=main"
            .formatted(hanging.port(), sentinel.port(), third.port());
    RedisQueue queue = open(RedisConfig.of(url));
    assertThat(get(queue.offer(offers(0, 5)))).hasSize(5);
    assertThat(get(queue.take(5))).hasSize(5);
    master.kill();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(queue.offer(offers(5, 10)))).hasSize(5));
    assertThat(replica.tell("INFO replication")).contains("role:master");
    // Takes have a connection of their own, which may have asked before the sentinels agreed.
    List<Delivery> taken = new ArrayList<>();
    await()
        .ignoreExceptions()
        .until(
            () -> {
              taken.addAll(get(queue.take(100)));
              return taken.size() >= 5;
            });
    // The old master comes back as a replica, and is not used.
    master.up();
    assertThat(get(queue.offer(offers(10, 15)))).hasSize(5);
    hanging.thaw();
  }

  @Test
  void aSentinelMayWantThePasswordToo() throws Exception {
    RedisServer master = closedLater(RedisServer.start("--requirepass", "secret"));
    for (String more : List.of("", "requirepass secret")) {
      RedisServer sentinel =
          closedLater(
              RedisServer.startSentinel(master.port(), "sentinel auth-pass main secret", more));
      String url = "redis-sentinel://:secret@127.0.0.1:" + sentinel.port() + "?master=main";
      RedisQueue queue = open(RedisConfig.of(url));
      assertThat(get(queue.depth())).isEqualTo(new Depth(0, 0));
    }
  }

  @Test
  void sentinelsAndServersMaySpeakTls(@TempDir Path folder) throws Exception {
    Certificate made = Certificate.make(folder);
    RedisServer master = closedLater(RedisServer.startWithTls(made.certificate(), made.key()));
    RedisServer sentinel =
        closedLater(
            RedisServer.startSentinelWithTls(master.port(), made.certificate(), made.key()));
    String url = "rediss-sentinel://localhost:" + sentinel.port() + "?master=main";
    RedisQueue queue = open(new RedisConfig(url, null, "p", List.of(made.certificate())));
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(queue.offer(offers(0, 3)))).hasSize(3));
    assertThat(get(queue.take(3))).hasSize(3);

    assertThat(failure(open(new RedisConfig(url, null, "p", List.of())).depth()))
        .isInstanceOf(RedisUnavailable.class);
  }

  @Test
  void sentinelsThatKnowNoSuchMasterAreOfNoUse() throws Exception {
    RedisServer master = closedLater(RedisServer.start());
    RedisServer sentinel = closedLater(RedisServer.startSentinel(master.port()));
    String url = "redis-sentinel://127.0.0.1:" + sentinel.port() + "?master=other";
    assertThat(failure(open(RedisConfig.of(url)).depth()))
        .hasMessageContaining("it knows no master other");
  }
}
