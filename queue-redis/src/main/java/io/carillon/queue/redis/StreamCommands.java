package io.carillon.queue.redis;

import io.carillon.core.port.Offer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands on the queue's one stream and its one group, whose consumers are the nodes.
 *
 * @param key of the stream
 * @param node the consumer's name
 * @param entriesMax about how many entries the stream may have
 */
record StreamCommands(String key, String node, int entriesMax) {
  /**
   * About how many entries the stream may have: the oldest make room. Nodes that plan notice what
   * is lost, so it is no more than a delay.
   */
  static final int ENTRIES_MAX = 1_000_000;

  /** How many ids are in a command at the most, so that none holds the server up. */
  static final int IDS_MAX = 1_000;

  private static final String GROUP = "workers";

  static StreamCommands of(String prefix, String node) {
    return new StreamCommands(prefix + ":ready", node, ENTRIES_MAX);
  }

  /** Answers the entry's id. */
  Request add(Offer offer) {
    return Request.cmd(Command.XADD)
        .arg(key)
        .arg("MAXLEN")
        .arg("~")
        .arg(entriesMax)
        .arg("*")
        .arg(Entries.EXECUTION)
        .arg(offer.executionKey())
        .arg(Entries.HOLDER)
        .arg(offer.holder())
        .arg(Entries.TERM)
        .arg(offer.term())
        .arg(Entries.DUE)
        .arg(offer.dueAtMs());
  }

  /** Of everything that is in the stream, which is made if need be. */
  Request createGroup() {
    return xgroup("CREATE").arg("0").arg("MKSTREAM");
  }

  /** Answers entries that no consumer has got; waits for the first when there are none. */
  Request read(int max, long waitMs) {
    return Request.cmd(Command.XREADGROUP)
        .arg("GROUP")
        .arg(GROUP)
        .arg(node)
        .arg("COUNT")
        .arg(max)
        .arg("BLOCK")
        .arg(waitMs)
        .arg("STREAMS")
        .arg(key)
        .arg(">");
  }

  /**
   * Answers a cursor to go on from and the ids alone: of entries that were deleted in the meantime,
   * Redis 6.2 would else say nothing but that there were some, and have them pending for ever.
   */
  Request claim(String cursor, long idleMs, int max) {
    return Request.cmd(Command.XAUTOCLAIM)
        .arg(key)
        .arg(GROUP)
        .arg(node)
        .arg(idleMs)
        .arg(cursor)
        .arg("COUNT")
        .arg(max)
        .arg("JUSTID");
  }

  /** Answers a list of the one entry, or an empty one. */
  Request entry(String id) {
    return Request.cmd(Command.XRANGE).arg(key).arg(id).arg(id).arg("COUNT").arg(1);
  }

  /**
   * Deletes and acknowledges; answers numbers of no interest. In this order, as the connection may
   * end in between: what is deleted and not acknowledged is found by a claim, what is acknowledged
   * and not deleted would be counted for ever, and found by nobody.
   */
  List<Request> forget(List<String> ids) {
    List<Request> commands = new ArrayList<>();
    for (int from = 0; from < ids.size(); from += IDS_MAX) {
      Request acknowledge = Request.cmd(Command.XACK).arg(key).arg(GROUP);
      Request delete = Request.cmd(Command.XDEL).arg(key);
      for (String id : ids.subList(from, Math.min(ids.size(), from + IDS_MAX))) {
        acknowledge.arg(id);
        delete.arg(id);
      }
      commands.add(delete);
      commands.add(acknowledge);
    }
    return commands;
  }

  /** Answers how many entries there are. */
  Request length() {
    return Request.cmd(Command.XLEN).arg(key);
  }

  /** Answers first how many entries some consumer has got. */
  Request pending() {
    return Request.cmd(Command.XPENDING).arg(key).arg(GROUP);
  }

  /** Answers name, pending and idle of each consumer. */
  Request consumers() {
    return Request.cmd(Command.XINFO).arg("CONSUMERS").arg(key).arg(GROUP);
  }

  /** Answers how many entries it had that nobody has now. */
  Request forgetConsumer(String name) {
    return xgroup("DELCONSUMER").arg(name);
  }

  /** Everything that is in the stream is read again. */
  Request readAgain() {
    return xgroup("SETID").arg("0");
  }

  private Request xgroup(String verb) {
    return Request.cmd(Command.XGROUP).arg(verb).arg(key).arg(GROUP);
  }
}
