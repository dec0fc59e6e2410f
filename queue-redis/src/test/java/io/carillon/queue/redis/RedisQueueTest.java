package io.carillon.queue.redis;

import static io.carillon.queue.redis.Stages.failure;
import static io.carillon.queue.redis.Stages.get;
import static io.carillon.queue.redis.Stages.offer;
import static io.carillon.queue.redis.Stages.offers;
import static io.carillon.queue.redis.Stages.takeAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue.Delivery;
import io.carillon.core.port.ReadyQueue.Depth;
import io.carillon.testkit.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the queue promises, on the server that {@code CARILLON_TEST_REDIS_URL} names or on an
 * embedded one.
 */
final class RedisQueueTest {
  private static final Timing QUICK = new Timing(50, 300, 600_000, 3_600_000);
  private static final Timing NO_CLAIMS = new Timing(50, 60_000, 600_000, 3_600_000);

  private static final Vertx VERTX = Vertx.vertx();
  private static @Nullable RedisServer server;
  private static String url = "";
  private static @Nullable Redis client;

  private final String prefix = "test-" + UUID.randomUUID();
  private final List<RedisQueue> queues = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    String given = System.getenv("CARILLON_TEST_REDIS_URL");
    if (given == null) {
      RedisServer started = RedisServer.start();
      server = started;
      url = started.url();
    } else {
      url = given;
    }
    client = Redis.createClient(VERTX, url);
  }

  @AfterAll
  static void stop() throws Exception {
    get(VERTX.close().toCompletionStage());
    if (server != null) {
      server.close();
    }
  }

  @AfterEach
  void end() throws Exception {
    queues.forEach(RedisQueue::close);
    tell(Request.cmd(Command.DEL).arg(key()));
  }

  private String key() {
    return prefix + ":ready";
  }

  private RedisQueue open(String node, Timing timing) {
    RedisConfig config = new RedisConfig(url, null, prefix, List.of());
    RedisQueue queue = RedisQueue.open(VERTX, config, node, timing);
    queues.add(queue);
    return queue;
  }

  private static @Nullable Response tell(Request request) throws Exception {
    if (client == null) {
      throw new IllegalStateException();
    }
    return client.send(request).toCompletionStage().toCompletableFuture().get();
  }

  private static List<Offer> offersOf(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::offer).toList();
  }

  private static List<String> ids(List<Delivery> deliveries) {
    return deliveries.stream().map(Delivery::id).toList();
  }

  @Test
  void offersArriveOnceAcrossTwoNodes() throws Exception {
    RedisQueue a = open("a", NO_CLAIMS);
    RedisQueue b = open("b", NO_CLAIMS);
    List<String> names = get(a.offer(offers(0, 100)));
    List<Delivery> first = get(a.take(40));
    List<Delivery> second = takeAll(b, 60);
    assertThat(first).hasSize(40);
    assertThat(Stream.concat(first.stream(), second.stream()).map(Delivery::id))
        .containsExactlyElementsOf(names);
    assertThat(offersOf(second)).containsExactlyElementsOf(offers(40, 100));
    assertThat(get(a.take(10))).isEmpty();
  }

  @Test
  void anOfferArrivesWhileATakeWaits() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    var take = queue.take(10);
    get(queue.offer(List.of(offer(1))));
    assertThat(offersOf(get(take))).containsExactly(offer(1));
  }

  @Test
  void theGreatestNumbersArrive() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    Offer greatest =
        new Offer(Long.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);
    get(queue.offer(List.of(greatest)));
    assertThat(offersOf(get(queue.take(10)))).containsExactly(greatest);
  }

  @Test
  void whatIsDoneIsForgotten() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    get(queue.offer(offers(0, 2_500)));
    List<Delivery> got = takeAll(queue, 2_500);
    assertThat(got).hasSize(2_500);
    get(queue.done(ids(got)));
    assertThat(get(queue.depth())).isEqualTo(new Depth(0, 0));
    assertThat(tell(Request.cmd(Command.EXISTS).arg(key()))).hasToString("1");
    assertThat(get(open("b", QUICK).take(10))).isEmpty();
  }

  @Test
  void whatADeadNodeHasGotIsGivenToAnother() throws Exception {
    RedisQueue dead = open("dead", QUICK);
    RedisQueue alive = open("alive", QUICK);
    get(dead.offer(offers(0, 30)));
    assertThat(get(dead.take(30))).hasSize(30);
    dead.close();
    List<Delivery> got = new ArrayList<>();
    await()
        .untilAsserted(
            () -> {
              got.addAll(get(alive.take(7)));
              get(alive.done(ids(got)));
              assertThat(offersOf(got)).containsExactlyInAnyOrderElementsOf(offers(0, 30));
            });
    assertThat(get(alive.depth())).isEqualTo(new Depth(0, 0));
  }

  @Test
  void theMissingAreToldFromThePresent() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    List<String> ids = get(queue.offer(offers(0, 3)));
    get(queue.take(2));
    get(queue.done(List.of(ids.get(1))));
    assertThat(get(queue.missing(List.of(ids.get(0), ids.get(1), ids.get(2), "1-1", "nonsense"))))
        .isEqualTo(Set.of(ids.get(1), "1-1", "nonsense"));
    assertThat(get(queue.missing(List.of()))).isEmpty();
  }

  @Test
  void everythingIsMissingWhereThereIsNoStream() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    assertThat(get(queue.missing(List.of("1-1")))).containsExactly("1-1");
    get(queue.done(List.of("1-1")));
  }

  @Test
  void depthTellsWhatIsReadyFromWhatIsTaken() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    assertThat(get(queue.depth())).isEqualTo(new Depth(0, 0));
    get(queue.offer(offers(0, 5)));
    assertThat(get(queue.depth())).isEqualTo(new Depth(5, 0));
    List<Delivery> got = get(queue.take(2));
    assertThat(get(queue.depth())).isEqualTo(new Depth(3, 2));
    get(queue.done(ids(got)));
    assertThat(get(queue.depth())).isEqualTo(new Depth(3, 0));
  }

  @Test
  void garbageDoesNotHinderOthers() throws Exception {
    RedisQueue queue = open("a", QUICK);
    get(queue.offer(List.of(offer(1))));
    tell(Request.cmd(Command.XADD).arg(key()).arg("*").arg("what").arg("ever"));
    for (String execution : List.of("", "-1", "9223372036854775808", "one")) {
      tell(
          Request.cmd(Command.XADD)
              .arg(key())
              .arg("*")
              .arg("execution")
              .arg(execution)
              .arg("holder")
              .arg(1)
              .arg("due")
              .arg(1));
    }
    get(queue.offer(List.of(offer(2))));
    List<Delivery> got = get(queue.take(10));
    assertThat(offersOf(got)).containsExactly(offer(1), offer(2));
    assertThat(get(queue.depth())).isEqualTo(new Depth(0, 2));
  }

  @Test
  void whatWasDeletedWhileANodeHadItIsForgotten() throws Exception {
    RedisQueue queue = open("a", QUICK);
    List<String> ids = get(queue.offer(offers(0, 2)));
    get(queue.take(2));
    tell(Request.cmd(Command.XDEL).arg(key()).arg(ids.get(0)));
    await()
        .untilAsserted(
            () -> {
              List<Delivery> got = get(queue.take(2));
              assertThat(offersOf(got)).containsExactly(offer(1));
            });
    assertThat(get(queue.depth())).isEqualTo(new Depth(0, 1));
  }

  @Test
  void theOldestMakeRoomWhenThereAreTooMany() throws Exception {
    StreamCommands small = new StreamCommands(key(), "a", 1_000);
    if (client == null) {
      throw new IllegalStateException();
    }
    for (int from = 0; from < 5_000; from += 1_000) {
      get(
          client
              .batch(offers(from, from + 1_000).stream().map(small::add).toList())
              .toCompletionStage());
    }
    RedisQueue queue = open("a", NO_CLAIMS);
    List<Delivery> got = takeAll(queue, 5_000);
    assertThat(got.size()).isBetween(1_000, 1_200);
    assertThat(offersOf(got)).containsExactlyElementsOf(offers(5_000 - got.size(), 5_000));
  }

  @Test
  void tenThousandOffersGoInABatch() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    List<String> ids = get(queue.offer(offers(0, 10_000)));
    assertThat(ids).hasSize(10_000).doesNotHaveDuplicates();
    List<Delivery> got = takeAll(queue, 10_000);
    assertThat(ids(got)).containsExactlyElementsOf(ids);
    assertThat(get(queue.missing(ids))).isEmpty();
    get(queue.done(ids));
    assertThat(get(queue.missing(ids))).hasSize(10_000);
  }

  @Test
  void tooManyCommandsFailAtOnceAndOthersGoOn() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    assertThat(failure(queue.offer(offers(0, Link.COMMANDS_WAITING_MAX + 1))))
        .isInstanceOf(RedisUnavailable.class)
        .hasMessageContaining("wait");
    assertThat(get(queue.offer(offers(0, 1)))).hasSize(1);
  }

  @Test
  void nonsenseNeverReachesTheServer() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    assertThat(failure(queue.offer(List.of(new Offer(-1, 0, 0, 0)))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(failure(queue.take(0))).isInstanceOf(IllegalArgumentException.class);
    assertThat(get(queue.offer(List.of()))).isEmpty();
    get(queue.done(List.of("", "nonsense", "1-1 2-2", "99999999999999999999-0", "-")));
    assertThat(get(queue.missing(List.of("99999999999999999999-0")))).hasSize(1);
    assertThat(tell(Request.cmd(Command.EXISTS).arg(key()))).hasToString("0");
  }

  /** The connection ends, or the server dies, after the first of the commands. */
  @Test
  void whatIsHalfDoneIsDoneInTheEnd() throws Exception {
    RedisQueue queue = open("a", QUICK);
    List<String> ids = get(queue.offer(offers(0, 3)));
    takeAll(queue, 3);

    tell(StreamCommands.of(prefix, "a").forget(ids).getFirst());

    RedisQueue other = open("b", QUICK);
    await()
        .untilAsserted(
            () -> {
              assertThat(get(other.take(10))).isEmpty();
              assertThat(get(other.depth())).isEqualTo(new Depth(0, 0));
            });
  }

  @Test
  void oneTakeIsUnderWayAtATime() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    var first = queue.take(1);
    assertThat(failure(queue.take(1))).isInstanceOf(IllegalStateException.class);
    get(first);
    get(queue.take(1));
  }

  @Test
  void nodesThatAreGoneAreForgottenUnlessTheyHaveEntries() throws Exception {
    Timing sweeping = new Timing(50, 60_000, 100, 200);
    RedisQueue alive = open("alive", sweeping);
    RedisQueue gone = open("gone", NO_CLAIMS);
    RedisQueue laden = open("laden", NO_CLAIMS);
    get(laden.offer(offers(0, 3)));
    assertThat(get(laden.take(1))).hasSize(1);
    get(gone.done(ids(get(gone.take(1)))));
    get(alive.done(ids(get(alive.take(1)))));
    assertThat(consumers()).containsExactlyInAnyOrder("alive", "gone", "laden");
    await()
        .untilAsserted(
            () -> {
              get(alive.take(1));
              assertThat(consumers()).containsExactlyInAnyOrder("alive", "laden");
            });
  }

  private List<String> consumers() throws Exception {
    Response found = tell(StreamCommands.of(prefix, "").consumers());
    return found == null
        ? List.of()
        : found.stream().map(consumer -> consumer.get("name").toString()).toList();
  }

  @Test
  void whatWaitsFailsWhenItIsClosed() throws Exception {
    RedisQueue queue = open("a", NO_CLAIMS);
    get(queue.depth());
    var take = queue.take(1);
    queue.close();
    assertThat(failure(take)).isInstanceOf(RedisUnavailable.class);
    assertThat(failure(queue.depth())).hasMessageContaining("closed");
  }
}
