package io.carillon.queue.redis;

import io.carillon.queue.redis.RedisUrl.Address;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects to the server that is to be used now. Used on one context. */
final class Connector {
  /** To connect, shake hands, log in and ask for the version. */
  private static final long CONNECT_MS = 2_000;

  private static final List<Request> ABOUT =
      List.of(
          Request.cmd(Command.INFO).arg("server"), Request.cmd(Command.INFO).arg("replication"));

  private final Dialer dialer;
  private final RedisUrl url;
  private final @Nullable Sentinels sentinels;

  Connector(Dialer dialer, RedisUrl url) {
    this.dialer = dialer;
    this.url = url;
    this.sentinels = url.master() == null ? null : new Sentinels(dialer, url);
  }

  /** A connection to a server that is new enough and takes writes; fails after some seconds. */
  Future<Dialer.Opened> connect() {
    if (sentinels == null) {
      return connect(url.servers().getFirst());
    }
    return sentinels
        .master()
        .compose(address -> connect(address).onFailure(_ -> sentinels.doubt()));
  }

  private Future<Dialer.Opened> connect(Address address) {
    return dialer
        .dial(dialer.server(address), CONNECT_MS, Connector::checked)
        .recover(
            cause ->
                Future.failedFuture(
                    new RedisUnavailable(
                        "cannot use Redis at " + address + ": " + cause.getMessage(), cause)));
  }

  private static Future<Dialer.Opened> checked(Dialer.Opened opened) {
    return opened
        .connection()
        .batch(ABOUT)
        .compose(
            about -> {
              String objection =
                  ServerCheck.objection(about.get(0).toString(), about.get(1).toString());
              return objection == null
                  ? Future.succeededFuture(opened)
                  : Future.failedFuture(new RedisUnavailable(objection));
            });
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
