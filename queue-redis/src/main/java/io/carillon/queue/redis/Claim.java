package io.carillon.queue.redis;

import io.carillon.core.Clock;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes over entries that some node has got and not ended for long: it is gone, or has forgotten
 * them. Used on one context.
 */
final class Claim {
  private static final String START = "0-0";

  private final Link link;
  private final StreamCommands stream;
  private final Timing timing;
  private final Clock clock;
  private String cursor = START;
  private long dueAtNanos;

  Claim(Link link, StreamCommands stream, Timing timing, Clock clock) {
    this.link = link;
    this.stream = stream;
    this.timing = timing;
    this.clock = clock;
    this.dueAtNanos = clock.monotonicNanos();
  }

  /** Looks for them if it is time to, each time in some more of what the nodes have. */
  Future<Entries> claim(int max) {
    long now = clock.monotonicNanos();
    if (now - dueAtNanos < 0) {
      return Future.succeededFuture(Entries.NONE);
    }
    dueAtNanos = now + TimeUnit.MILLISECONDS.toNanos(timing.claimEveryMs());
    return link.send(stream.claim(cursor, timing.claimIdleMs(), max), RedisQueue.ANSWER_MS)
        .recover(RedisQueue::emptyIfNoGroup)
        .compose(this::entries);
  }

  private Future<Entries> entries(@Nullable Response claimed) {
    cursor = claimed == null ? START : claimed.get(0).toString();
    if (!cursor.equals(START)) {
      dueAtNanos = clock.monotonicNanos();
    }
    List<String> ids = new ArrayList<>();
    for (Response id : claimed == null ? List.<Response>of() : claimed.get(1)) {
      ids.add(id.toString());
    }
    return ids.isEmpty()
        ? Future.succeededFuture(Entries.NONE)
        : link.batch(ids.stream().map(stream::entry).toList(), RedisQueue.ANSWER_MS)
            .map(answers -> Entries.ranges(ids, answers));
  }
}
