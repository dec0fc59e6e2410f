package io.carillon.server.events;

import io.carillon.core.Clock;
import io.carillon.core.Namespace;
import io.carillon.core.port.EventExchange;
import io.carillon.engine.EngineListener;
import io.carillon.server.config.EventsConfig;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.Json;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves events of all nodes: execution outcomes, alerts and a metrics tick each second. Lossy and
 * rate-capped. {@link #open} is thread-safe; one timer sends.
 */
public final class EventStream {
  private static final int TICK_MS = 100;
  private static final int TICKS_PER_RELAY = 3;
  private static final int TICKS_PER_METRICS = 10;
  private static final int TICKS_PER_HEARTBEAT = 150;

  private final EventHub hub;
  private final @Nullable EventRelay relay;
  private final int perSecondMax;
  private final int subscribersMax;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private long tick;
  private long lastId;

  /** How many have been sent this second. */
  private int sent;

  /**
   * @param exchange with the other nodes; null: there are none
   */
  public EventStream(EventsConfig config, Clock clock, @Nullable EventExchange exchange) {
    this.hub = new EventHub(config.perSecondMax(), clock);
    this.relay = exchange == null ? null : new EventRelay(exchange);
    this.perSecondMax = config.perSecondMax();
    this.subscribersMax = config.subscribersMax();
  }

  /** Hears what happens. */
  public EngineListener listener() {
    return hub;
  }

  /**
   * Begins to send.
   *
   * @param metrics writes the metrics tick
   * @param othersListen whether somebody follows the events at another node
   */
  public void start(Vertx vertx, Json.Writing metrics, BooleanSupplier othersListen) {
    vertx.setPeriodic(TICK_MS, _ -> tick(metrics, othersListen.getAsBoolean()));
  }

  /** Whether somebody follows the events here. */
  public boolean isFollowed() {
    return !subscribers.isEmpty();
  }

  /**
   * Adds the client, or says why not. One that has gone in the meantime is left alone.
   *
   * @param namespace whose events it gets
   * @param isAdmitted asked each second; when it is not any more, its stream ends
   */
  public @Nullable Problem open(
      HttpServerRequest request, Namespace namespace, BooleanSupplier isAdmitted) {
    if (subscribers.size() >= subscribersMax) {
      return Problem.of(ProblemCode.TOO_MANY_REQUESTS, "there are enough subscribers");
    }
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return null;
    }
    Subscriber subscriber =
        new Subscriber(
            Objects.requireNonNull(Vertx.currentContext()), response, namespace.key(), isAdmitted);
    response.setChunked(true);
    response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream");
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("X-Accel-Buffering", "no");
    // Called however it ends: by the client, by us, with the connection.
    response.endHandler(_ -> subscribers.remove(subscriber));
    response.write("retry: 2000\n\n");
    add(subscriber);
    return null;
  }

  private synchronized void add(Subscriber subscriber) {
    subscribers.add(subscriber);
    hub.heard(true);
  }

  private synchronized void hear(boolean othersListen) {
    hub.heard(isFollowed() || othersListen);
  }

  private void tick(Json.Writing metrics, boolean othersListen) {
    tick++;
    if (tick % TICKS_PER_METRICS == 0) {
      subscribers.forEach(Subscriber::endUnlessAdmitted);
      sent = 0;
    }
    hear(othersListen);
    List<Event> events = hub.gather();
    if (relay != null) {
      exchange(relay, events, othersListen);
    }
    if (isFollowed()) {
      if (tick % TICKS_PER_METRICS == 0) {
        // They are of the whole installation.
        events.add(new Event(Namespace.DEFAULT_KEY, "metrics", Json.write(metrics)));
      }
      send(events);
    }
  }

  /** Gives others what happened here, and adds what happened there, within the rate. */
  private void exchange(EventRelay relay, List<Event> events, boolean othersListen) {
    if (othersListen) {
      relay.take(events);
    }
    if (isFollowed()) {
      events.addAll(relay.arrived(perSecondMax - sent - events.size()));
      sent += events.size();
    } else {
      relay.leave();
    }
    if (tick % TICKS_PER_RELAY == 0) {
      relay.publish();
      if (isFollowed()) {
        relay.read();
      }
    }
  }

  private void send(List<Event> events) {
    long firstId = lastId + 1;
    lastId += events.size();
    Map<Integer, Part> parts = new HashMap<>();
    for (Subscriber subscriber : subscribers) {
      Part part =
          parts.computeIfAbsent(
              subscriber.namespaceKey(), namespace -> part(namespace, events, firstId));
      if (part.text.length() > 0) {
        subscriber.send(part.text, part.events, lastId);
      }
    }
  }

  /** What clients of a namespace get now. */
  private record Part(Buffer text, int events) {}

  private Part part(int namespaceKey, List<Event> events, long firstId) {
    Buffer text = Buffer.buffer();
    int count = 0;
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).isFor(namespaceKey)) {
        events.get(i).appendTo(text, firstId + i);
        count++;
      }
    }
    if (tick % TICKS_PER_HEARTBEAT == 0) {
      text.appendString(": still here\n\n");
    }
    return new Part(text, count);
  }
}
