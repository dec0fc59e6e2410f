package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Opens connections to judged addresses only. Used by one loop. */
final class Connector {
  private final CallLoop loop;
  private final Clients clients;
  private final EgressGuard guard;

  /** Gets what became of one attempt, on the loop. */
  interface Attempt {
    void opened(PooledConnection connection);

    void failed(Problem problem);
  }

  Connector(CallLoop loop, Clients clients, EgressGuard guard) {
    this.loop = loop;
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
    boolean isSecure = destination.scheme().equals("https");
    Future<HttpClientConnection> connecting;
    try {
      connecting =
          clients.client(isSecure).connect(options(destination, addresses.get(index), isSecure));
    } catch (IllegalStateException e) {
      // Closed meanwhile.
      connecting = Future.failedFuture(e);
    }
    connecting.onComplete(
        connection -> attempt.opened(pooled(connection)),
        thrown -> {
          if (index + 1 < addresses.size()) {
            dial(destination, addresses, index + 1, attempt);
          } else {
            attempt.failed(Problem.connecting(thrown, destination, loop.config().timeouts()));
          }
        });
  }

  /** The socket goes to the address; Host, SNI and the certificate keep the name. */
  private static HttpConnectOptions options(
      Destination destination, InetAddress address, boolean isSecure) {
    String host = destination.host();
    return new HttpConnectOptions()
        .setServer(
            SocketAddress.inetSocketAddress(new InetSocketAddress(address, destination.port())))
        .setHost(host.endsWith(".") ? host.substring(0, host.length() - 1) : host)
        .setPort(destination.port())
        .setSsl(isSecure);
  }

  private PooledConnection pooled(HttpClientConnection connection) {
    return new PooledConnection(
        connection, clients.transport().claim(connection), loop.clock().monotonicNanos());
  }
}
