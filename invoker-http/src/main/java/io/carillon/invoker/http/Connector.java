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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Opens connections to judged addresses only. Used by one loop. */
final class Connector {
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

  /** Resolves, judges, and tries the addresses in turn until one takes the connection. */
  void open(Destination destination, Attempt attempt) {
    guard
        .permit(destination)
        .thenAccept(verdict -> loop.execute(() -> go(destination, verdict, attempt)));
  }

  private void go(Destination destination, EgressGuard.Verdict verdict, Attempt attempt) {
    switch (verdict) {
      case EgressGuard.Refused refused ->
          attempt.failed(new Problem(refused.failure(), refused.message()));
      case EgressGuard.Permitted permitted -> dial(destination, permitted.addresses(), 0, attempt);
    }
  }

  private void dial(
      Destination destination, List<InetAddress> addresses, int index, Attempt attempt) {
    Consumer<Throwable> failed =
        thrown -> {
          if (index + 1 < addresses.size()) {
            dial(destination, addresses, index + 1, attempt);
          } else {
            attempt.failed(Problem.connecting(thrown, destination, loop.config().timeouts()));
          }
        };
    InetSocketAddress address = new InetSocketAddress(addresses.get(index), destination.port());
    if (destination.scheme().equals("https")) {
      context.runOnContext(_ -> dialSecure(destination, address, attempt, failed));
    } else {
      dialPlain(address, attempt, failed);
    }
  }

  private void dialPlain(InetSocketAddress address, Attempt attempt, Consumer<Throwable> failed) {
    ChannelFuture connecting = clients.plain(loop.eventLoop()).connect(address);
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
        .setHost(RequestLine.withoutFinalDot(destination.host()))
        .setPort(destination.port())
        .setSsl(true)
        .setSslOptions(clients.tls().of(destination));
  }

  private PooledConnection pooled(Connection connection) {
    long now = loop.clock().monotonicNanos();
    long idleNanos = TimeUnit.MILLISECONDS.toNanos(loop.config().keepAlive().idleMs());
    return new PooledConnection(connection, now, now + idleNanos);
  }
}
