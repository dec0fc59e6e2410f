package io.carillon.queue.redis;

import io.carillon.core.port.ReadyQueue.Delivery;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gets entries for this node, by a connection of its own, as reading waits. On one context. */
final class Taker {
  /** How long a read waits for the first entry. */
  private static final long WAIT_MS = 1_000;

  /** How many entries are read at once. */
  private static final int ENTRIES_MAX = 1_000;

  /** How often the group is made anew for one read; the server may forget it while it waits. */
  private static final int GROUPS_MAX = 3;

  private static final Logger LOG = LoggerFactory.getLogger(Taker.class);

  private final Link link;
  private final StreamCommands stream;
  private final Claim claim;
  private final ConsumerSweep sweep;

  Taker(Link link, StreamCommands stream, Claim claim, ConsumerSweep sweep) {
    this.link = link;
    this.stream = stream;
    this.claim = claim;
    this.sweep = sweep;
  }

  /** What can be claimed, or else what is new. */
  Future<List<Delivery>> take(int most) {
    int max = Math.min(most, ENTRIES_MAX);
    return sweep
        .sweep()
        .compose(_ -> claim.claim(max))
        .compose(this::withoutGarbage)
        .compose(claimed -> claimed.isEmpty() ? read(max) : Future.succeededFuture(claimed));
  }

  private Future<List<Delivery>> read(int max) {
    return answer(max, GROUPS_MAX).map(Entries::read).compose(this::withoutGarbage);
  }

  private Future<@Nullable Response> answer(int max, int groupsMax) {
    return link.send(stream.read(max, WAIT_MS), WAIT_MS + RedisQueue.ANSWER_MS)
        .recover(
            cause ->
                Answers.isNoGroup(cause) && groupsMax > 0
                    ? createGroup().compose(_ -> answer(max, groupsMax - 1))
                    : Future.failedFuture(cause));
  }

  private Future<@Nullable Response> createGroup() {
    return link.send(stream.createGroup(), RedisQueue.ANSWER_MS)
        .recover(RedisQueue::emptyIfGroupThere);
  }

  private Future<List<Delivery>> withoutGarbage(Entries entries) {
    List<String> useless = new ArrayList<>(entries.gone());
    List<String> garbage = entries.garbage();
    if (!garbage.isEmpty()) {
      useless.addAll(garbage);
      LOG.warn(
          "{} entries cannot be understood, the first is {}", garbage.size(), garbage.getFirst());
    }
    return useless.isEmpty()
        ? Future.succeededFuture(entries.deliveries())
        : link.batch(stream.forget(useless), RedisQueue.ANSWER_MS).map(entries.deliveries());
  }
}
