package io.carillon.server.alert;

import io.carillon.core.Alert;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.Outcome;
import io.carillon.engine.EngineListener;
import io.carillon.server.config.AlertConfig;
import io.carillon.server.json.AlertJson;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts every alert to its job's webhook or the global one, tries again with growing pauses, and
 * gives up after a bounded number of attempts. The store remembers what is undelivered, so nothing
 * is lost when memory is full or the process dies; an alert may then arrive twice, with the same
 * id. A destination has a share of the room, so that a silent one does not hold up the alerts for
 * others. Thread-safe; one thread decides, and none of the engine's ever waits.
 */
public final class AlertSender implements EngineListener, AutoCloseable {
  static final int PENDING_MAX = 1_000;
  static final int DESTINATION_PENDING_MAX = PENDING_MAX / 4;
  private static final int CONCLUDED_MAX = 4 * PENDING_MAX;
  static final int IN_FLIGHT_MAX = 64;
  static final int DESTINATION_IN_FLIGHT_MAX = 8;
  private static final long NO_ROOM_MS = 50;
  private static final long SWEEP_MS = 5_000;

  /** A sweep reads so many alerts of the store; the next one goes on behind them. */
  private static final int SWEPT_MAX = 2 * PENDING_MAX;

  /** Every so many sweeps it is looked for what other nodes left that have died. */
  private static final int SWEEPS_FOR_OTHERS = 6;

  private static final Logger LOG = LoggerFactory.getLogger(AlertSender.class);

  private final AlertConfig config;
  private final Alerts alerts;
  private final Poster poster;
  private final Counter delivered;
  private final Counter failed;
  private final Counter givenUp;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("alerts").unstarted(work));
  private final Map<Long, Delivery> pending = new ConcurrentHashMap<>();
  private final Map<String, Integer> pendingByDestination = new ConcurrentHashMap<>();
  private final Map<String, Integer> inFlightByDestination = new HashMap<>();

  /**
   * Ended lately. What was read of the store before may still show it, and who raised it may tell
   * of it only now; the eldest is forgotten first.
   */
  private final Map<Long, Boolean> concluded =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > CONCLUDED_MAX;
            }
          });

  private final boolean hasOthers;
  private final long sweepMs;
  private int inFlight;
  private int sweeps;

  /** The last alert that the sweeps have read; 0: they begin with the oldest. */
  private long sweptTo;

  private volatile boolean moreInStore = true;

  /**
   * @param hasOthers whether other nodes may have the store too
   */
  public AlertSender(
      AlertConfig config, Alerts alerts, Poster poster, MeterRegistry registry, boolean hasOthers) {
    this(config, alerts, poster, registry, hasOthers, SWEEP_MS);
  }

  AlertSender(
      AlertConfig config,
      Alerts alerts,
      Poster poster,
      MeterRegistry registry,
      boolean hasOthers,
      long sweepMs) {
    this.hasOthers = hasOthers;
    this.sweepMs = sweepMs;
    this.config = config;
    this.alerts = alerts;
    this.poster = poster;
    this.delivered = deliveries(registry, "delivered");
    this.failed = deliveries(registry, "failed");
    this.givenUp = deliveries(registry, "given_up");
  }

  private static Counter deliveries(MeterRegistry registry, String result) {
    return Counter.builder("carillon.alert.deliveries")
        .description("Attempts to deliver an alert, and alerts that were given up")
        .tags("result", result)
        .register(registry);
  }

  /** Begins with what earlier runs left. */
  public void start() {
    ScheduledFuture<?> _ =
        thread.scheduleWithFixedDelay(this::sweep, 0, sweepMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void alerted(Alert alert) {
    send(alert);
  }

  /** Sends an alert; one that finds no room is found in the store later. */
  private void send(Alert alert) {
    Delivery delivery = delivery(alert);
    if (pending.containsKey(alert.id())) {
      return;
    }
    if (pending.size() >= PENDING_MAX || !takePlace(delivery.destination())) {
      moreInStore = true;
    } else if (pending.putIfAbsent(alert.id(), delivery) != null) {
      countDown(pendingByDestination, delivery.destination());
    } else if (concluded.containsKey(alert.id())) {
      forget(delivery);
    } else {
      later(() -> attempt(alert.id()), 0);
    }
  }

  /** Takes one of the destination's places, unless all are taken. What goes nowhere needs none. */
  private boolean takePlace(String destination) {
    if (destination.isEmpty()
        || pendingByDestination.merge(destination, 1, Integer::sum) <= DESTINATION_PENDING_MAX) {
      return true;
    }
    countDown(pendingByDestination, destination);
    return false;
  }

  private void forget(Delivery delivery) {
    pending.remove(delivery.alert().id());
    countDown(pendingByDestination, delivery.destination());
  }

  private static void countDown(Map<String, Integer> counts, String destination) {
    counts.computeIfPresent(destination, (_, count) -> count == 1 ? null : count - 1);
  }

  private Delivery delivery(Alert alert) {
    URI own = alert.webhook();
    return new Delivery(alert, own == null ? config.webhook() : Optional.of(own), 1);
  }

  private void sweep() {
    sweeps++;
    moreInStore |= hasOthers && sweeps % SWEEPS_FOR_OTHERS == 0;
    if (moreInStore && pending.size() < PENDING_MAX) {
      moreInStore = false;
      long after = sweptTo;
      alerts
          .undelivered(after, SWEPT_MAX)
          .whenComplete(
              (found, failure) -> {
                if (failure != null) {
                  moreInStore = true;
                } else {
                  later(() -> swept(after, found), 0);
                }
              });
    }
  }

  /** Sends what was found; the end of the store is followed by its beginning. */
  private void swept(long after, List<Alert> found) {
    boolean isEnd = found.size() < SWEPT_MAX;
    sweptTo = isEnd ? 0 : found.getLast().id();
    if (!isEnd || after > 0) {
      moreInStore = true;
    }
    found.forEach(this::send);
  }

  private void attempt(long id) {
    Delivery delivery = pending.get(id);
    if (delivery == null) {
      return;
    }
    String destination = delivery.destination();
    int toDestination = inFlightByDestination.getOrDefault(destination, 0);
    if (inFlight >= IN_FLIGHT_MAX || toDestination >= DESTINATION_IN_FLIGHT_MAX) {
      later(() -> attempt(id), NO_ROOM_MS);
      return;
    }
    if (delivery.webhook().isEmpty()) {
      conclude(delivery, null);
      return;
    }
    inFlight++;
    inFlightByDestination.put(destination, toDestination + 1);
    String json = new String(AlertJson.forWebhook(delivery.alert()), StandardCharsets.UTF_8);
    poster
        .post(delivery.webhook().get(), delivery.messageId(), json, config.timeoutMs())
        .whenComplete((outcome, _) -> later(() -> ended(delivery, outcome), 0));
  }

  private void ended(Delivery delivery, Outcome outcome) {
    inFlight--;
    countDown(inFlightByDestination, delivery.destination());
    String error = Delivery.error(outcome);
    if (error == null) {
      delivered.increment();
      conclude(delivery, null);
    } else if (delivery.attempt() >= config.attemptsMax() || Delivery.isFinal(outcome)) {
      givenUp.increment();
      LOG.atWarn()
          .addKeyValue("alertId", delivery.alert().id())
          .addKeyValue("jobId", delivery.alert().jobId())
          .addKeyValue("error", error)
          .log("an alert could not be delivered and is given up");
      conclude(delivery, error);
    } else {
      failed.increment();
      pending.put(delivery.alert().id(), delivery.next());
      later(() -> attempt(delivery.alert().id()), delivery.delayMs());
    }
  }

  /** Ends the delivery in the store; while that fails it is tried again, without another post. */
  private void conclude(Delivery delivery, @Nullable String error) {
    alerts
        .delivered(delivery.alert().id(), error)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                later(() -> conclude(delivery, error), sweepMs);
                return;
              }
              concluded.put(delivery.alert().id(), true);
              forget(delivery);
              if (moreInStore && pending.isEmpty()) {
                later(this::sweep, 0);
              }
            });
  }

  private void later(Runnable work, long delayMs) {
    try {
      ScheduledFuture<?> _ = thread.schedule(work, delayMs, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException _) {
      // Closing: the store has it for the next run.
    }
  }

  /** Stops; what is under way is left to the store. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
