package io.carillon.invoker.http;

import io.carillon.core.Clock;
import io.carillon.core.Destination;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop with its calls, pools and deadlines. {@link #submit}, {@link #preconnect}, {@link
 * #execute} and {@link #close} are thread-safe; everything else runs on the loop.
 */
final class CallLoop {
  /** Calls started in one turn; then the loop looks after its sockets. */
  private static final int STARTS_MAX = 64;

  private static final long SWEEP_MS = 500;
  private static final int CLOSE_SECONDS_MAX = 5;
  private static final Logger LOG = LoggerFactory.getLogger(CallLoop.class);

  private final EventLoop eventLoop;
  private final InvokerConfig config;
  private final Clock clock;
  private final BooleanSupplier saturation;
  private final Connector connector;
  private final TemplateCache templates;
  private final Deadlines deadlines;
  private final Map<Destination, DestinationPool> pools = new HashMap<>();
  private final Queue<HttpCall> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean isDraining = new AtomicBoolean();
  private volatile boolean isClosed;
  private boolean isTicking;
  private int idleConnections;

  /**
   * @param context of the loop, on which the constructor runs
   * @param saturation whether the processors have no time to spare
   */
  CallLoop(
      Context context,
      InvokerConfig config,
      Clock clock,
      Clients clients,
      EgressGuard guard,
      CharSequence userAgent,
      BooleanSupplier saturation) {
    this.eventLoop = ((ContextInternal) context).nettyEventLoop();
    this.config = config;
    this.clock = clock;
    connector = new Connector(this, context, clients, guard);
    this.saturation = saturation;
    templates = new TemplateCache(userAgent, Signer.of(config.signing(), clock));
    deadlines = new Deadlines(clock.monotonicNanos());
    schedule(this::sweep, SWEEP_MS);
  }

  /** Hands a call over, to be started soon; after {@link #close} it ends at once. */
  void submit(HttpCall call) {
    if (!isClosed) {
      arrivals.add(call);
      if (!isClosed) {
        wake();
        return;
      }
      if (!arrivals.remove(call)) {
        return;
      }
    }
    call.refuse();
  }

  /** As {@link HttpInvoker#preconnect}, soon; thread-safe. */
  void preconnect(Destination destination, int calls) {
    execute(
        () -> {
          if (!isClosed) {
            pool(destination).preconnect(calls);
          }
        });
  }

  private void wake() {
    if (isDraining.compareAndSet(false, true)) {
      execute(this::drain);
    }
  }

  private void drain() {
    for (int i = 0; i < STARTS_MAX; i++) {
      HttpCall call = arrivals.poll();
      if (call == null) {
        isDraining.set(false);
        if (!arrivals.isEmpty()) {
          wake();
        }
        return;
      }
      call.start();
    }
    schedule(this::drain, 0);
  }

  /** Runs the task on the loop, soon; never when the loops are gone. */
  void execute(Runnable task) {
    try {
      eventLoop.execute(task);
    } catch (RejectedExecutionException e) {
      // The loops are gone, and with them every call.
    }
  }

  /** Runs the task on the loop after a while, when the sockets have had their turn. */
  @SuppressWarnings("FutureReturnValueIgnored") // what the task throws is logged here
  void schedule(Runnable task, long delayMs) {
    eventLoop.schedule(() -> run(task), delayMs, TimeUnit.MILLISECONDS);
  }

  private static void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A task of an event loop failed", e);
    }
  }

  /** Whether the processors have no time to spare. */
  boolean isSaturated() {
    return saturation.getAsBoolean();
  }

  DestinationPool pool(Destination destination) {
    DestinationPool known = pools.get(destination);
    if (known == null) {
      known = new DestinationPool(this, destination);
      pools.put(destination, known);
    }
    return known;
  }

  void setDeadline(Deadlines.Entry entry, long delayMs) {
    deadlines.set(entry, clock.monotonicNanos(), delayMs);
    if (!isTicking) {
      isTicking = true;
      schedule(this::tick, Deadlines.TICK_MS);
    }
  }

  void cancelDeadline(Deadlines.Entry entry) {
    deadlines.cancel(entry);
  }

  private void tick() {
    try {
      deadlines.advance(clock.monotonicNanos());
    } finally {
      isTicking = deadlines.size() > 0;
      if (isTicking) {
        schedule(this::tick, Deadlines.TICK_MS);
      }
    }
  }

  private void sweep() {
    schedule(this::sweep, SWEEP_MS);
    pools.values().removeIf(DestinationPool::sweep);
    templates.sweep();
  }

  /** Whether one more connection may be kept without a call. */
  boolean takeIdlePlace() {
    if (isClosed || idleConnections >= config.limits().idleConnectionsMax()) {
      return false;
    }
    idleConnections++;
    return true;
  }

  /** How many more connections may be kept without a call. */
  int idlePlacesLeft() {
    return config.limits().idleConnectionsMax() - idleConnections;
  }

  void leaveIdlePlace() {
    idleConnections--;
  }

  EventLoop eventLoop() {
    return eventLoop;
  }

  InvokerConfig config() {
    return config;
  }

  Clock clock() {
    return clock;
  }

  Connector connector() {
    return connector;
  }

  TemplateCache templates() {
    return templates;
  }

  /** Ends every call; connections go with the clients. Waits a bounded time for the loop. */
  void close() {
    isClosed = true;
    CountDownLatch done = new CountDownLatch(1);
    execute(
        () -> {
          endCalls();
          done.countDown();
        });
    try {
      if (!done.await(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        LOG.warn("An event loop is stuck; its calls end with their connections");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void endCalls() {
    deadlines.clear(
        entry -> {
          if (entry instanceof HttpCall call) {
            call.refuse();
          }
        });
    HttpCall call;
    while ((call = arrivals.poll()) != null) {
      call.refuse();
    }
  }
}
