package io.carillon.queue.redis;

import io.carillon.core.Clock;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets consumers of nodes that are gone for good, so that names that never come back do not
 * gather. Those that still have entries stay until others have claimed these. Used on one context.
 */
final class ConsumerSweep {
  /** How many are forgotten in one go. */
  private static final int CONSUMERS_MAX = 100;

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerSweep.class);

  private final Link link;
  private final StreamCommands stream;
  private final Timing timing;
  private final Clock clock;
  private long dueAtNanos;

  ConsumerSweep(Link link, StreamCommands stream, Timing timing, Clock clock) {
    this.link = link;
    this.stream = stream;
    this.timing = timing;
    this.clock = clock;
    this.dueAtNanos = next();
  }

  /** Looks for them if it is time to. */
  Future<Void> sweep() {
    if (clock.monotonicNanos() - dueAtNanos < 0) {
      return Future.succeededFuture();
    }
    dueAtNanos = next();
    return link.send(stream.consumers(), RedisQueue.ANSWER_MS)
        .recover(RedisQueue::emptyIfNoGroup)
        .compose(this::forget);
  }

  private long next() {
    return clock.monotonicNanos() + TimeUnit.MILLISECONDS.toNanos(timing.sweepEveryMs());
  }

  private Future<Void> forget(@Nullable Response consumers) {
    List<Request> commands = new ArrayList<>();
    for (Response consumer : consumers == null ? List.<Response>of() : consumers) {
      String name = consumer.get("name").toString();
      if (!name.equals(stream.node())
          && Answers.number(consumer.get("pending")) == 0
          && Answers.number(consumer.get("idle")) >= timing.sweepIdleMs()
          && commands.size() < CONSUMERS_MAX) {
        LOG.info("the queue forgets the node {}, which is gone", name);
        commands.add(stream.forgetConsumer(name));
      }
    }
    return commands.isEmpty()
        ? Future.succeededFuture()
        : link.batch(commands, RedisQueue.ANSWER_MS).compose(this::repair);
  }

  /**
   * A node that was only quiet (before Redis 7.2 a read that finds nothing is no sign of life) may
   * have got entries just before it was forgotten: these would be nobody's for ever.
   */
  private Future<Void> repair(List<Response> lost) {
    return lost.stream().allMatch(entries -> Answers.number(entries) == 0)
        ? Future.succeededFuture()
        : link.send(stream.readAgain(), RedisQueue.ANSWER_MS).mapEmpty();
  }
}
