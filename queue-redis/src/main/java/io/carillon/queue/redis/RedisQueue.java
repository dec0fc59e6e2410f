package io.carillon.queue.redis;

import io.carillon.core.Clock;
import io.carillon.core.Invalid;
import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue;
import io.carillon.tls.TrustStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Response;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The queue on Redis: a stream, and a group whose consumers are the nodes. Two connections, one of
 * them for {@link #take}. Everything happens on one context of Vert.x, where stages complete, too.
 */
public final class RedisQueue implements ReadyQueue {
  /** Within this time the server has to answer. */
  static final long ANSWER_MS = 2_000;

  private final Context context;
  private final StreamCommands stream;
  private final Link link;
  private final Link takingLink;
  private final Taker taker;
  private final AtomicBoolean taking = new AtomicBoolean();

  private RedisQueue(
      Context context, StreamCommands stream, Link link, Link takingLink, Taker taker) {
    this.context = context;
    this.stream = stream;
    this.link = link;
    this.takingLink = takingLink;
    this.taker = taker;
  }

  /**
   * Does not wait for the server: it is connected to when it is used.
   *
   * @param vertx to be closed after the queue
   * @param nodeName this node's; no two of a cluster may have the same
   * @throws Invalid when a file of certificates cannot be read
   */
  public static RedisQueue open(Vertx vertx, RedisConfig config, String nodeName) {
    return open(vertx, config, nodeName, Timing.USUAL);
  }

  static RedisQueue open(Vertx vertx, RedisConfig config, String nodeName, Timing timing) {
    Invalid.unless(!nodeName.isBlank(), "nodeName", "must not be blank");
    RedisUrl url = config.target();
    Dialer dialer =
        new Dialer(vertx, url, TrustStore.of(true, config.trustCertificates()).orElse(null));
    Context context = vertx.getOrCreateContext();
    StreamCommands stream = StreamCommands.of(config.prefix(), nodeName);
    Link link = new Link(context, new Connector(dialer, url), Clock.SYSTEM);
    Link takingLink = new Link(context, new Connector(dialer, url), Clock.SYSTEM);
    Claim claim = new Claim(takingLink, stream, timing, Clock.SYSTEM);
    ConsumerSweep sweep = new ConsumerSweep(takingLink, stream, timing, Clock.SYSTEM);
    return new RedisQueue(
        context, stream, link, takingLink, new Taker(takingLink, stream, claim, sweep));
  }

  @Override
  public CompletionStage<List<String>> offer(List<Offer> offers) {
    for (Offer offer : offers) {
      if (!Entries.isOffer(offer)) {
        return CompletableFuture.failedFuture(new IllegalArgumentException("no offer: " + offer));
      }
    }
    if (offers.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    return onContext(
        () ->
            link.batch(offers.stream().map(stream::add).toList(), ANSWER_MS)
                .map(ids -> ids.stream().map(Response::toString).toList()));
  }

  @Override
  public CompletionStage<List<Delivery>> take(int max) {
    if (max < 1) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("max: " + max));
    }
    if (!taking.compareAndSet(false, true)) {
      return CompletableFuture.failedFuture(new IllegalStateException("another take is under way"));
    }
    return onContext(() -> taker.take(max).recover(this::later).onComplete(_ -> taking.set(false)));
  }

  /** A caller that asks again at once when it has failed shall not do so all the time. */
  private Future<List<Delivery>> later(Throwable cause) {
    return context.owner().timer(Link.RETRY_MS).compose(_ -> Future.failedFuture(cause));
  }

  @Override
  public CompletionStage<Void> done(List<String> ids) {
    List<String> known = ids.stream().filter(Entries::isId).toList();
    return known.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : onContext(() -> link.batch(stream.forget(known), ANSWER_MS).mapEmpty());
  }

  @Override
  public CompletionStage<Set<String>> missing(Collection<String> ids) {
    Set<String> missing = new HashSet<>(ids);
    List<String> known = missing.stream().filter(Entries::isId).toList();
    return known.isEmpty()
        ? CompletableFuture.completedFuture(missing)
        : onContext(
            () ->
                link.batch(known.stream().map(stream::entry).toList(), ANSWER_MS)
                    .map(
                        entries -> {
                          for (int i = 0; i < known.size(); i++) {
                            if (entries.get(i).size() > 0) {
                              missing.remove(known.get(i));
                            }
                          }
                          return missing;
                        }));
  }

  /** By a write that changes nothing where the group is: a server that is full refuses it. */
  @Override
  public CompletionStage<Void> probe() {
    return onContext(
        () ->
            link.send(stream.createGroup(), ANSWER_MS)
                .recover(RedisQueue::emptyIfGroupThere)
                .mapEmpty());
  }

  @Override
  public CompletionStage<Depth> depth() {
    return onContext(
        () -> {
          Future<@Nullable Response> length = link.send(stream.length(), ANSWER_MS);
          return link.send(stream.pending(), ANSWER_MS)
              .recover(RedisQueue::emptyIfNoGroup)
              .compose(pending -> length.map(entries -> depth(entries, pending)));
        });
  }

  /**
   * How much there is.
   *
   * @param pending null when there is no group yet, so that nobody has got anything
   */
  private static Depth depth(@Nullable Response entries, @Nullable Response pending) {
    long taken = pending == null ? 0 : Answers.number(pending.get(0));
    long all = entries == null ? 0 : Answers.number(entries);
    return new Depth(Math.max(0, all - taken), taken);
  }

  static Future<@Nullable Response> emptyIfNoGroup(Throwable cause) {
    return Answers.isNoGroup(cause) ? Future.succeededFuture() : Future.failedFuture(cause);
  }

  /** Another node was quicker to make it. */
  static Future<@Nullable Response> emptyIfGroupThere(Throwable cause) {
    return Answers.isGroupThere(cause) ? Future.succeededFuture() : Future.failedFuture(cause);
  }

  @Override
  public void close() {
    onContext(
        () -> {
          link.close();
          takingLink.close();
          return Future.succeededFuture();
        });
  }

  private <T extends @Nullable Object> CompletionStage<T> onContext(Supplier<Future<T>> call) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    try {
      context.runOnContext(
          _ -> {
            Promise<T> result = Promise.promise();
            result
                .future()
                .onSuccess(stage::complete)
                .onFailure(cause -> stage.completeExceptionally(failure(cause)));
            try {
              call.get().onComplete(result);
            } catch (RuntimeException e) {
              result.tryFail(e);
            }
          });
    } catch (RejectedExecutionException e) {
      stage.completeExceptionally(new RedisUnavailable("the queue is closed", e));
    }
    return stage;
  }

  private static Throwable failure(Throwable cause) {
    return cause instanceof RedisUnavailable
        ? cause
        : new RedisUnavailable("Redis has failed: " + Answers.message(cause), cause);
  }
}
