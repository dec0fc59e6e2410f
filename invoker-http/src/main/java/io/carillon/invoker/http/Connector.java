package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.netty.channel.ChannelFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;

/** Opens connections to judged addresses only. Used by one loop. */
final class Connector {
  /** Of the time to connect; an address that gets less may just be far away. */
  private static final int ADDRESS_MS_MIN = 1_000;

  private static final long NANOS_PER_MS = 1_000_000;

  private final CallLoop loop;
  private final Context context;
  private final Clients clients;
  private final EgressGuard guard;

  /** Gets what became of one attempt, on the loop. */
  interface Attempt {
    void opened(PooledConnection connection);

    void failed(Problem problem);
  }

  /**
   * @param context of the loop
   */
  Connector(CallLoop loop, Context context, Clients clients, EgressGuard guard) {
    this.loop = loop;
    this.context = context;
    this.clients = clients;
    this.guard = guard;
  }

  /**
   * Resolves, judges, and tries the addresses in turn until one takes the connection: each within
   * its share of the time to connect, so that one that does not answer leaves time for the others.
   * Over TLS each may take all of that time, as calls wait for the TLS handshake on top of it.
   */
  void open(Destination destination, Attempt attempt) {
    long untilNanos = now() + loop.config().timeouts().connectMs() * NANOS_PER_MS;
    guard
        .permit(destination)
        .thenAccept(verdict -> loop.execute(() -> go(destination, verdict, untilNanos, attempt)));
  }

  private void go(
      Destination destination, EgressGuard.Verdict verdict, long untilNanos, Attempt attempt) {
    switch (verdict) {
      case EgressGuard.Refused refused ->
          attempt.failed(new Problem(refused.failure(), refused.message()));
      case EgressGuard.Permitted permitted ->
          dial(destination, permitted.addresses(), untilNanos, attempt);
    }
  }

  private void dial(
      Destination destination, List<InetAddress> addresses, long untilNanos, Attempt attempt) {
    Consumer<Throwable> failed =
        thrown -> {
          if (addresses.size() > 1) {
            dial(destination, addresses.subList(1, addresses.size()), untilNanos, attempt);
          } else {
            attempt.failed(Problem.connecting(thrown, destination, loop.config().timeouts()));
          }
        };
    InetSocketAddress address = new InetSocketAddress(addresses.getFirst(), destination.port());
    if (destination.scheme().equals("https")) {
      context.runOnContext(_ -> dialSecure(destination, address, attempt, failed));
    } else {
      dialPlain(address, shareMs(untilNanos, addresses.size()), attempt, failed);
    }
  }

  /** Of the time that is left, for the first of so many addresses. */
  private int shareMs(long untilNanos, int addresses) {
    int connectMs = loop.config().timeouts().connectMs();
    int shareMsMin = Math.min(ADDRESS_MS_MIN, Math.ceilDiv(connectMs, 2));
    long leftMs = Math.ceilDiv(untilNanos - now(), NANOS_PER_MS);
    return (int) Math.max(shareMsMin, leftMs / addresses);
  }

  private void dialPlain(
      InetSocketAddress address, int withinMs, Attempt attempt, Consumer<Throwable> failed) {
    ChannelFuture connecting = clients.plain(loop.eventLoop(), withinMs).connect(address);
    connecting.addListener(
        _ -> {
          if (connecting.isSuccess()) {
            attempt.opened(pooled(PlainConnection.of(connecting.channel())));
          } else {
            failed.accept(connecting.cause());
          }
        });
  }

  private void dialSecure(
      Destination destination,
      InetSocketAddress address,
      Attempt attempt,
      Consumer<Throwable> failed) {
    Future<HttpClientConnection> connecting;
    try {
      connecting = clients.secure().connect(options(destination, address));
    } catch (IllegalStateException e) {
      // Closed meanwhile.
      connecting = Future.failedFuture(e);
    }
    connecting.onComplete(
        connection ->
            attempt.opened(
                pooled(new SecureConnection(connection, clients.transport().claim(connection)))),
        failed::accept);
  }

  /** The socket goes to the address; Host, SNI and the certificate keep the name. */
  private HttpConnectOptions options(Destination destination, InetSocketAddress address) {
    return new HttpConnectOptions()
        .setServer(SocketAddress.inetSocketAddress(address))
        .setHost(HostName.withoutFinalDot(destination.host()))
        .setPort(destination.port())
        .setSsl(true)
        .setSslOptions(clients.tls().of(destination));
  }

  private PooledConnection pooled(Connection connection) {
    long now = now();
    long idleNanos = loop.config().keepAlive().idleMs() * NANOS_PER_MS;
    return new PooledConnection(connection, now, now + idleNanos);
  }

  private long now() {
    return loop.clock().monotonicNanos();
  }
}
