package io.carillon.server.http;

import io.carillon.server.access.Access;
import io.carillon.server.access.RequestRates;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers every request of the server: guards, finds the route, reads, runs, writes. Thread-safe;
 * each request stays on the event loop of its connection.
 */
public final class HttpFront {
  final PathTree tree;
  final RequestGuard guard;
  final Access access;
  final RequestRates rates;
  final BodyLimits limits;
  final ApiListener listener;
  private volatile boolean stopping;

  /**
   * @param loopbackOnly whether the server listens on loopback, so that the Host header must be a
   *     loopback name
   */
  public HttpFront(
      RouteTable routes,
      boolean loopbackOnly,
      Access access,
      RequestRates rates,
      BodyLimits limits,
      ApiListener listener) {
    this.tree = routes.tree();
    this.guard = new RequestGuard(loopbackOnly);
    this.access = access;
    this.rates = rates;
    this.limits = limits;
    this.listener = listener;
  }

  /** Answers a request. */
  public void handle(HttpServerRequest request) {
    new Exchange(this, request).run();
  }

  /** Answers what cannot be read as HTTP. */
  public void refuse(HttpServerRequest request) {
    new Exchange(this, request).refuse();
  }

  /** From now on refuses what would change something; reads go on. */
  public void stopWrites() {
    stopping = true;
  }

  boolean refusesWrites() {
    return stopping;
  }
}
