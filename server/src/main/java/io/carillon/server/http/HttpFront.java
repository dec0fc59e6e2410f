package io.carillon.server.http;

import io.carillon.server.access.Access;
import io.carillon.server.access.RequestRates;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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
  private final BooleanSupplier clockIsOff;
  private volatile boolean stopping;

  /**
   * @param loopbackOnly whether only this machine reaches the server, so that the Host header must
   *     be a loopback name
   * @param clockIsOff whether instants would be reckoned by a wrong clock
   */
  public HttpFront(
      RouteTable routes,
      boolean loopbackOnly,
      Access access,
      RequestRates rates,
      BodyLimits limits,
      ApiListener listener,
      BooleanSupplier clockIsOff) {
    this.tree = routes.tree();
    this.guard = new RequestGuard(loopbackOnly);
    this.access = access;
    this.rates = rates;
    this.limits = limits;
    this.listener = listener;
    this.clockIsOff = clockIsOff;
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

  /** Why what would change something is refused now; null: it is not. */
  @Nullable Problem hindrance() {
    if (stopping) {
      return Problem.of(ProblemCode.STOPPING, null);
    }
    return clockIsOff.getAsBoolean() ? Problem.of(ProblemCode.CLOCK_OFF, null) : null;
  }
}
