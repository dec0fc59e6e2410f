package io.carillon.queue.redis;

import io.carillon.core.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, made when it is needed, and made again after it was lost. What fails or is not
 * answered in time ends it, so that no late answer can be taken for another's. Used on its context
 * only.
 */
final class Link {
  /** How many commands may wait for an answer; more fail at once. */
  static final int COMMANDS_WAITING_MAX = 65_536;

  /** From one attempt to connect to the next; meanwhile commands fail at once. */
  static final long RETRY_MS = 250;

  /** A server that comes and goes, or refuses every command, is not told of each time. */
  private static final long WARN_EVERY_SECONDS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Link.class);

  private final Context context;
  private final Vertx vertx;
  private final Connector connector;
  private final Clock clock;

  /** Answers that are awaited, all by way of the connection that is or is being made. */
  private final Set<Promise<List<Response>>> awaited =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private int waiting;
  private @Nullable Future<Dialer.Opened> connection;
  private long retryAtNanos;
  private RedisUnavailable lastFailure = new RedisUnavailable("Redis was not needed yet");
  private boolean warned;
  private long warnAtNanos;
  private boolean closed;

  Link(Context context, Connector connector, Clock clock) {
    this.context = context;
    this.vertx = context.owner();
    this.connector = connector;
    this.clock = clock;
    this.retryAtNanos = clock.monotonicNanos();
    this.warnAtNanos = retryAtNanos;
  }

  /**
   * Sends all in one go.
   *
   * @param withinMs from now until all answers are there, connecting included
   * @return the answers in order, where null stands for nil; fails if one of them is an error
   */
  Future<List<Response>> batch(List<Request> commands, long withinMs) {
    if (waiting + commands.size() > COMMANDS_WAITING_MAX) {
      return Future.failedFuture(new RedisUnavailable(waiting + " commands wait for Redis"));
    }
    Promise<List<Response>> answer = Promise.promise();
    waiting += commands.size();
    awaited.add(answer);
    long timer =
        vertx.setTimer(
            withinMs,
            _ ->
                answer.tryFail(
                    new RedisUnavailable("Redis has not answered in " + withinMs + " ms")));
    Future<List<Response>> answered =
        answer
            .future()
            .onComplete(
                _ -> {
                  vertx.cancelTimer(timer);
                  awaited.remove(answer);
                  waiting -= commands.size();
                });
    connection().onSuccess(opened -> send(opened, commands, answer)).onFailure(answer::tryFail);
    return answered;
  }

  /** As {@link #batch}, of one command. */
  Future<@Nullable Response> send(Request command, long withinMs) {
    return batch(List.of(command), withinMs).map(List::getFirst);
  }

  private void send(Dialer.Opened opened, List<Request> commands, Promise<List<Response>> answer) {
    if (answer.future().isComplete()) {
      return;
    }
    answer
        .future()
        .onFailure(
            cause -> {
              if (!Answers.isExpected(cause)) {
                drop(opened, cause);
              }
            });
    opened.connection().batch(commands).onSuccess(answer::tryComplete).onFailure(answer::tryFail);
  }

  private Future<Dialer.Opened> connection() {
    if (closed) {
      return Future.failedFuture(new RedisUnavailable("the queue is closed"));
    }
    if (connection != null) {
      return connection;
    }
    long now = clock.monotonicNanos();
    if (now - retryAtNanos < 0) {
      return Future.failedFuture(lastFailure);
    }
    retryAtNanos = now + TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
    Future<Dialer.Opened> attempt = connector.connect();
    connection = attempt;
    attempt.onSuccess(this::opened).onFailure(this::refused);
    return attempt;
  }

  private void opened(Dialer.Opened opened) {
    if (closed) {
      opened.close();
      return;
    }
    if (warned) {
      LOG.info("{} is there again", connector);
      warned = false;
    }
    opened
        .connection()
        .exceptionHandler(cause -> context.runOnContext(_ -> drop(opened, cause)))
        .endHandler(_ -> context.runOnContext(_ -> drop(opened, ended())));
  }

  private static RedisUnavailable ended() {
    return new RedisUnavailable("Redis has ended the connection");
  }

  private void refused(Throwable cause) {
    connection = null;
    retryAtNanos = clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(RETRY_MS);
    lost(cause);
  }

  /** Ends a connection, unless another is in its place already. */
  private void drop(Dialer.Opened opened, Throwable cause) {
    if (connection == null || !opened.equals(connection.result())) {
      return;
    }
    connection = null;
    opened.close();
    lost(cause);
    failAwaited(cause);
  }

  private void lost(Throwable cause) {
    lastFailure =
        cause instanceof RedisUnavailable unavailable
            ? unavailable
            : new RedisUnavailable("Redis is away: " + Answers.message(cause), cause);
    long now = clock.monotonicNanos();
    if (!warned && !closed && now - warnAtNanos >= 0) {
      LOG.warn("{} cannot be used: {}", connector, Answers.message(cause));
      // One that refuses is there: the next connection does not say that it takes the command.
      warned = !Answers.isRefusal(cause);
      warnAtNanos = now + TimeUnit.SECONDS.toNanos(WARN_EVERY_SECONDS);
    }
  }

  private void failAwaited(Throwable cause) {
    for (Promise<List<Response>> answer : new ArrayList<>(awaited)) {
      answer.tryFail(cause);
    }
  }

  /** Ends the connection; what waits fails. */
  void close() {
    closed = true;
    RedisUnavailable cause = new RedisUnavailable("the queue is closed");
    if (connection != null && connection.succeeded()) {
      drop(connection.result(), cause);
    }
    failAwaited(cause);
  }
}
