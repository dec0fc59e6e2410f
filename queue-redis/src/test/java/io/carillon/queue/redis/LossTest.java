package io.carillon.queue.redis;

import static io.carillon.queue.redis.Stages.failure;
import static io.carillon.queue.redis.Stages.get;
import static io.carillon.queue.redis.Stages.offer;
import static io.carillon.queue.redis.Stages.offers;
import static io.carillon.queue.redis.Stages.takeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue.Delivery;
import io.carillon.core.port.ReadyQueue.Depth;
import io.carillon.testkit.RedisServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The server forgets, dies, hangs or refuses. */
final class LossTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private RedisServer server = RedisServer.start();
  private final Logger log = (Logger) LoggerFactory.getLogger(Link.class);
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> listener =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          if (event.getFormattedMessage().contains(":" + server.port())) {
            told.add(event.getFormattedMessage());
          }
        }
      };

  LossTest() throws Exception {}

  @BeforeEach
  void remember() {
    opened.add(server);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
    get(vertx.close().toCompletionStage());
  }

  /** What the log says of this test's server, others run at the same time. */
  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    log.addAppender(listener);
    listener.start();
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(listener);
  }

  private RedisQueue open(String url, String node) {
    RedisQueue queue = RedisQueue.open(vertx, RedisConfig.of(url), node);
    opened.add(queue);
    return queue;
  }

  /** One that has its connection: at a busy moment the first may take longer than an answer may. */
  private RedisQueue connected(String node) {
    RedisQueue queue = open(server.url(), node);
    await().ignoreExceptions().untilAsserted(() -> assertThat(get(queue.depth())).isNotNull());
    return queue;
  }

  private Consumer consumer(String node) {
    Consumer consumer = new Consumer(open(server.url(), node));
    opened.add(consumer);
    return consumer;
  }

  /** As one who goes on until it works. */
  private static void offerAtLast(RedisQueue queue, List<Offer> offers) {
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(queue.offer(offers))).hasSameSizeAs(offers));
  }

  @Test
  void consumersGoOnWhenTheServerHasForgottenEverything() throws Exception {
    RedisQueue planner = connected("p");
    Consumer a = consumer("a");
    Consumer b = consumer("b");
    for (int round = 0; round < 2; round++) {
      get(planner.offer(offers(round * 10L, round * 10L + 10)));
      long many = round * 10L + 10;
      await().untilAsserted(() -> assertThat(a.keys.size() + b.keys.size()).isEqualTo(many));
      assertThat(server.tell("FLUSHALL")).startsWith("+OK");
    }
    get(planner.offer(offers(20, 30)));
    await().untilAsserted(() -> assertThat(a.keys.size() + b.keys.size()).isEqualTo(30));
    await().untilAsserted(() -> assertThat(get(planner.depth())).isEqualTo(new Depth(0, 0)));
    assertThat(a.lastFailure + b.lastFailure).isEmpty();
  }

  @Test
  void aServerThatComesBackWithItsDataHasItsEntries() throws Exception {
    RedisQueue planner = connected("p");
    List<String> ids = get(planner.offer(offers(0, 10)));
    assertThat(get(planner.take(4))).hasSize(4);
    await()
        .untilAsserted(() -> assertThat(server.tell("INFO")).contains("aof_pending_bio_fsync:0"));
    server.kill();
    assertThat(failure(planner.depth())).isInstanceOf(RedisUnavailable.class);
    server.up();
    await().ignoreExceptions().untilAsserted(() -> assertThat(get(planner.missing(ids))).isEmpty());
    // The connection for taking is one of its own, whose next attempt may be due later.
    await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(takeAll(planner, 6).stream().map(Delivery::offer))
                    .containsExactlyElementsOf(offers(4, 10)));
  }

  @Test
  void aServerThatComesBackEmptyMissesEverything() throws Exception {
    RedisQueue planner = connected("p");
    Consumer a = consumer("a");
    Consumer b = consumer("b");
    List<String> ids = get(planner.offer(offers(0, 10)));
    await().untilAsserted(() -> assertThat(a.keys.size() + b.keys.size()).isEqualTo(10));
    server.kill();
    server.forget();
    server.up();
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(planner.missing(ids))).hasSize(10));
    offerAtLast(planner, offers(10, 20));
    await().untilAsserted(() -> assertThat(a.keys.size() + b.keys.size()).isEqualTo(20));
  }

  @Test
  void aServerThatHangsFailsWhatWaitsInTimeAndNothingIsMixedUpLater() throws Exception {
    RedisQueue queue = connected("a");
    List<String> ids = get(queue.offer(offers(0, 20)));
    get(queue.take(5));
    server.freeze();
    long from = System.nanoTime();
    List<CompletionStage<?>> stages =
        List.of(
            queue.offer(offers(20, 30)),
            queue.depth(),
            queue.missing(ids),
            queue.done(ids),
            queue.take(5));
    for (CompletionStage<?> stage : stages) {
      assertThat(failure(stage)).isInstanceOf(RedisUnavailable.class);
    }
    // Also what has to connect first, and what is too much for the socket's buffers.
    assertThat(failure(queue.depth())).isInstanceOf(RedisUnavailable.class);
    await()
        .untilAsserted(
            () -> assertThat(failure(queue.offer(offers(0, 60_000)))).hasMessageContaining("2000"));
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(9));
    server.thaw();
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(queue.missing(List.of("1-1")))).hasSize(1));
    List<String> fresh = get(queue.offer(offers(100, 130)));
    for (int i = 0; i < 30; i++) {
      String there = fresh.get(i);
      String gone = (i + 1) + "-1";
      var missing = queue.missing(List.of(there, gone));
      var offered = queue.offer(List.of(offer(i)));
      assertThat(get(missing)).isEqualTo(Set.of(gone));
      assertThat(get(offered)).hasSize(1);
    }
    assertThat(get(queue.take(1_000))).isNotEmpty();
  }

  @Test
  void aServerThatDiesHasRefusedNothing() throws Exception {
    RedisQueue queue = connected("a");
    server.freeze();
    CompletionStage<Depth> asked = queue.depth();
    server.kill();
    assertThat(failure(asked))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageNotContaining("refused");
  }

  @Test
  void connectionsThatWereThrownAwayAreClosed() throws Exception {
    RedisQueue queue = connected("a");
    get(queue.take(1));
    get(queue.depth());
    for (int i = 0; i < 2; i++) {
      server.freeze();
      // Too much for the socket, whose closing waits until it is written.
      assertThat(failure(queue.offer(offers(0, 60_000)))).hasMessageContaining("2000 ms");
      server.thaw();
      await().ignoreExceptions().untilAsserted(() -> assertThat(get(queue.depth())).isNotNull());
    }
    await()
        .untilAsserted(
            () ->
                assertThat(server.tell("CLIENT LIST").lines())
                    .filteredOn(line -> line.contains("name=carillon"))
                    .hasSize(2));
  }

  @Test
  void aQueueOpensWithoutItsServer() throws Exception {
    server.kill();
    RedisQueue queue = open(server.url(), "a");
    Consumer consumer = consumer("b");
    assertThat(failure(queue.depth()))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
    await().untilAsserted(() -> assertThat(consumer.failures).hasValueGreaterThan(2));
    assertThat(consumer.failures).hasValueLessThan(30);
    server.up();
    offerAtLast(queue, offers(0, 10));
    await().untilAsserted(() -> assertThat(consumer.keys).hasSize(10));
  }

  @Test
  void refusedCommandsFailAndTheQueueGoesOnAfterwards() throws Exception {
    RedisQueue queue = connected("a");
    server.tell("SET carillon:ready text");
    assertThat(failure(queue.offer(offers(0, 1))))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("WRONGTYPE");
    assertThat(failure(queue.take(1))).hasMessageContaining("WRONGTYPE");
    server.tell("DEL carillon:ready");
    offerAtLast(queue, offers(0, 1));
    assertThat(get(queue.take(1))).hasSize(1);
  }

  /** Reading goes on meanwhile. */
  @Test
  void aServerThatIsFullIsToldFromOneThatTakesOffers() throws Exception {
    RedisQueue queue = connected("a");
    get(queue.offer(offers(0, 1)));
    get(queue.probe());
    told.clear();
    server.tell("CONFIG SET maxmemory 1");
    assertThat(failure(queue.offer(offers(1, 2)))).hasMessageContaining("OOM");
    for (int i = 0; i < 3; i++) {
      await().ignoreExceptions().untilAsserted(() -> assertThat(get(queue.depth())).isNotNull());
      assertThat(failure(queue.probe())).hasMessageContaining("OOM");
    }

    server.tell("CONFIG SET maxmemory 0");

    await().ignoreExceptions().untilAsserted(() -> get(queue.probe()));
    assertThat(takeAll(queue, 2).stream().map(Delivery::offer)).containsExactly(offer(0));
    assertThat(told).filteredOn(line -> line.contains("cannot be used")).isNotEmpty();
    assertThat(told).filteredOn(line -> line.contains("again")).isEmpty();
  }

  @Test
  void whatRefusesABatchIsToldOnce() throws Exception {
    RedisQueue queue = connected("a");
    server.tell("SET carillon:ready text");

    Throwable failure = failure(queue.offer(offers(0, 100)));

    assertThat(failure)
        .hasMessage(
            "Redis has failed: ERR [0] WRONGTYPE Operation against a key holding the wrong kind of"
                + " value, and 99 more");
    assertThat(told).last().asString().endsWith("value, and 99 more");
    // Until it connects again it tells of the same.
    assertThat(failure(queue.offer(offers(0, 100)))).message().endsWith("and 99 more");
  }

  @Test
  void onlyTheRightPasswordIsLetIn() throws Exception {
    RedisServer guarded = RedisServer.start("--requirepass", "s3cret+/@");
    opened.add(guarded);
    String login = "redis://%s@127.0.0.1:" + guarded.port();
    assertThat(failure(open(login.formatted(":wrong"), "a").depth()))
        .hasMessageContaining("WRONGPASS")
        .hasMessageNotContaining("wrong@");
    assertThat(failure(open(guarded.url(), "a").depth())).hasMessageContaining("NOAUTH");
    RedisQueue queue = open(login.formatted("default:s3cret%2B%2F%40"), "a");
    assertThat(get(queue.depth())).isEqualTo(new Depth(0, 0));
    RedisConfig apart = new RedisConfig(guarded.url() + "/3", "s3cret+/@", "other", List.of());
    RedisQueue second = RedisQueue.open(vertx, apart, "b");
    opened.add(second);
    get(second.offer(offers(0, 2)));
    assertThat(get(second.depth())).isEqualTo(new Depth(2, 0));
    assertThat(get(queue.depth())).isEqualTo(new Depth(0, 0));
  }
}
