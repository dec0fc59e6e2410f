package io.carillon.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Alert;
import io.carillon.core.Caller;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Page;
import io.carillon.server.config.AlertConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries: to the right place, again when they fail, bounded, and never forgotten. */
class AlertSenderTest {
  private static final URI OWN = URI.create("http://own.test/hook");
  private static final URI GLOBAL = URI.create("http://global.test/hook");

  /** The store's side: what is undelivered, and how deliveries ended. */
  private static final class FakeAlerts implements Alerts {
    @Override
    public Alerts by(Caller caller) {
      return this;
    }

    final Map<Long, Alert> undelivered = new ConcurrentHashMap<>();
    final Map<Long, String> ended = new ConcurrentHashMap<>();
    final AtomicInteger looks = new AtomicInteger();

    @Override
    public CompletionStage<Page<Alert>> list(
        @Nullable JobId job, int limit, @Nullable String cursor) {
      return CompletableFuture.completedStage(new Page<>(List.of(), null));
    }

    @Override
    public CompletionStage<Optional<Alert>> acknowledge(long id) {
      return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<List<Alert>> undelivered(long after, int limit) {
      List<Alert> found =
          undelivered.values().stream()
              .filter(alert -> alert.id() > after)
              .sorted((a, b) -> Long.compare(a.id(), b.id()))
              .limit(limit)
              .toList();
      looks.incrementAndGet();
      return CompletableFuture.completedStage(found);
    }

    @Override
    @SuppressWarnings("NullAway") // a stage of Void has nothing else
    public CompletionStage<Void> delivered(long id, @Nullable String error) {
      ended.put(id, error == null ? "" : error);
      undelivered.remove(id);
      return CompletableFuture.completedStage(null);
    }
  }

  private final FakeAlerts alerts = new FakeAlerts();
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private @Nullable AlertSender sender;

  private AlertSender start(Optional<URI> webhook, int attemptsMax, Poster poster) {
    AlertSender started =
        new AlertSender(
            new AlertConfig(webhook, 1_000, attemptsMax),
            alerts,
            poster,
            new SimpleMeterRegistry(),
            false);
    return start(started);
  }

  private AlertSender start(AlertSender started) {
    started.start();
    sender = started;
    return started;
  }

  @AfterEach
  void stop() {
    if (sender != null) {
      sender.close();
    }
  }

  private CompletionStage<Outcome> answer(URI url, String id, String json, long timeoutMs) {
    posts.add(url + " " + json);
    ids.add(id);
    int status = failuresLeft.getAndDecrement() > 0 ? 503 : 204;
    return CompletableFuture.completedStage(new Outcome.Answered(1, 1, status, -1, null));
  }

  private Alert alert(long id, @Nullable URI webhook) {
    Alert alert =
        new Alert(
            id,
            Alert.Kind.FAILURE,
            Namespace.DEFAULT_KEY,
            JobId.create(1),
            "name",
            new ExecutionId(id),
            "HTTP 500",
            4,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            webhook);
    alerts.undelivered.put(id, alert);
    return alert;
  }

  @Test
  void sendsToTheJobsWebhookOrTheGlobalOne() {
    AlertSender started = start(Optional.of(GLOBAL), 3, this::answer);
    started.alerted(alert(1, OWN));
    started.alerted(alert(2, null));

    await().until(() -> alerts.ended.size() == 2);
    assertThat(posts)
        .hasSize(2)
        .anyMatch(post -> post.startsWith(OWN + " {\"kind\":\"FAILURE\",\"alertId\":\"1\""))
        .anyMatch(post -> post.startsWith(GLOBAL + " "));
    assertThat(alerts.ended).containsValues("", "");
  }

  /** Between its commit and the word of it a look into the store may find and send it. */
  @Test
  void whatWasFoundInTheStoreIsNotSentAgainWhenItIsToldOf() {
    Alert alert = alert(1, null);
    AlertSender started = start(Optional.of(GLOBAL), 3, this::answer);
    await().until(() -> alerts.ended.containsKey(1L));

    started.alerted(alert);
    started.alerted(alert(2, null));

    await().until(() -> alerts.ended.containsKey(2L));
    assertThat(posts).hasSize(2);
  }

  @Test
  void withoutAWebhookItIsOnlyMarked() {
    start(Optional.empty(), 3, this::answer).alerted(alert(1, null));

    await().until(() -> alerts.ended.containsKey(1L));
    assertThat(posts).isEmpty();
  }

  @Test
  void triesAgainAndThenSucceeds() {
    failuresLeft.set(1);
    start(Optional.of(GLOBAL), 3, this::answer).alerted(alert(1, null));

    await().until(() -> "".equals(alerts.ended.get(1L)));
    assertThat(posts).hasSize(2);
    assertThat(ids).as("the message's id").containsExactly("alert-1", "alert-1");
  }

  @Test
  void givesUpAfterABoundedNumberOfAttempts() {
    failuresLeft.set(100);
    start(Optional.of(GLOBAL), 2, this::answer).alerted(alert(1, null));

    await().until(() -> "status 503".equals(alerts.ended.get(1L)));
    assertThat(posts).hasSize(2);
  }

  @Test
  void doesNotTryAgainWhatIsForbidden() {
    start(
            Optional.of(GLOBAL),
            5,
            (_, _, _, _) ->
                CompletableFuture.completedStage(
                    new Outcome.Failed(0, 0, Outcome.Failure.FORBIDDEN, "forbidden")))
        .alerted(alert(1, null));

    await().until(() -> "forbidden".equals(alerts.ended.get(1L)));
  }

  @Test
  void sendsWhatAnEarlierRunLeft() {
    alert(7, null);
    start(Optional.of(GLOBAL), 3, this::answer);

    await().until(() -> alerts.ended.containsKey(7L));
  }

  @Test
  void looksForWhatOtherNodesLeft() {
    start(
        new AlertSender(
            new AlertConfig(Optional.of(GLOBAL), 1_000, 3),
            alerts,
            this::answer,
            new SimpleMeterRegistry(),
            true,
            10));
    await().until(() -> alerts.looks.get() > 0);

    alert(7, null);

    await().until(() -> alerts.ended.containsKey(7L));
  }

  private static Poster held(List<CompletableFuture<Outcome>> open) {
    return (_, _, _, _) -> {
      CompletableFuture<Outcome> outcome = new CompletableFuture<>();
      open.add(outcome);
      return outcome;
    };
  }

  private void answerEach(List<CompletableFuture<Outcome>> open, int count) {
    for (int done = 0; done < count; done++) {
      int next = done;
      await().until(() -> open.size() > next);
      open.get(next).complete(new Outcome.Answered(1, 1, 200, -1, null));
    }
    await().until(() -> alerts.ended.size() == count);
  }

  @Test
  void callsUnderWayToADestinationAreBounded() {
    List<CompletableFuture<Outcome>> open = new CopyOnWriteArrayList<>();
    AlertSender started = start(Optional.of(GLOBAL), 3, held(open));
    for (int id = 1; id <= 30; id++) {
      started.alerted(alert(id, null));
    }
    started.alerted(alert(31, OWN));

    await().until(() -> open.size() == AlertSender.DESTINATION_IN_FLIGHT_MAX + 1);
    answerEach(open, 31);
  }

  @Test
  void callsUnderWayToAllDestinationsAreBounded() {
    List<CompletableFuture<Outcome>> open = new CopyOnWriteArrayList<>();
    AlertSender started = start(Optional.empty(), 3, held(open));
    int destinations = AlertSender.IN_FLIGHT_MAX / AlertSender.DESTINATION_IN_FLIGHT_MAX + 1;
    int count = destinations * AlertSender.DESTINATION_IN_FLIGHT_MAX;
    for (int id = 1; id <= count; id++) {
      started.alerted(alert(id, URI.create("http://host-" + id % destinations + ".test/hook")));
    }

    await().until(() -> open.size() == AlertSender.IN_FLIGHT_MAX);
    answerEach(open, count);
  }

  /** Takes alerts for {@link #OWN} and never says anything; others are answered. */
  private CompletionStage<Outcome> answerAllButOwn(
      URI url, String id, String json, long timeoutMs) {
    return url.equals(OWN) ? new CompletableFuture<>() : answer(url, id, json, timeoutMs);
  }

  @Test
  void aSilentWebhookDoesNotTakeThePlacesOfAll() {
    AlertSender started = start(Optional.of(GLOBAL), 3, this::answerAllButOwn);
    int count = AlertSender.PENDING_MAX + 500;
    for (int id = 1; id <= count; id++) {
      started.alerted(alert(id, OWN));
    }
    started.alerted(alert(count + 1, null));

    await().until(() -> alerts.ended.containsKey(count + 1L));
  }

  @Test
  void whatASilentWebhookLeftInTheStoreDoesNotHideTheRest() {
    int count = 3 * AlertSender.PENDING_MAX;
    for (int id = 1; id <= count; id++) {
      alert(id, OWN);
    }
    alert(count + 1, null);
    start(Optional.of(GLOBAL), 3, this::answerAllButOwn);

    await().atMost(Duration.ofSeconds(20)).until(() -> alerts.ended.containsKey(count + 1L));
  }

  @Test
  void whatFindsNoRoomIsFoundInTheStoreLater() {
    AlertSender started = start(Optional.of(GLOBAL), 3, this::answer);
    int count = AlertSender.PENDING_MAX + 500;
    for (int id = 1; id <= count; id++) {
      started.alerted(alert(id, null));
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> alerts.ended.size() == count);
    assertThat(alerts.undelivered).isEmpty();
  }
}
