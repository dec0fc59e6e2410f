package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.Target;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop to one destination, and the calls that wait for one. The connection
 * used last is used next, so that a quiet destination keeps few. How many carry calls at once grows
 * only while the target is slow (a slow start, as in TCP), and shrinks again. Used by one loop.
 */
final class DestinationPool implements Connector.Attempt {
  /** Of HTTP/2, where one connection takes many calls. */
  private static final int CONNECTING_HTTP2_MAX = 4;

  private static final int STREAMS_EXPECTED = 100;

  /** As many calls as these carry in a millisecond or two keep a loop busy. */
  private static final int USED_FIRST = 16;

  private static final int USED_MAX = 1 << 16;
  private static final int PACE_MS = 10;
  private static final int SATURATED_PACE_MS = 100;

  /** Connections are opened so long before their calls at most; see {@link Invoker#preconnect}. */
  private static final int PRECONNECT_MS = 1_000;

  private final CallLoop loop;
  private final Destination destination;
  private final Set<PooledConnection> open = new HashSet<>();
  private final Deque<PooledConnection> idle = new ArrayDeque<>();
  private final List<PooledConnection> multiplexed = new ArrayList<>();

  /** Calls that wait for a connection, and some between them that do no longer. */
  private final Deque<HttpCall> queue = new ArrayDeque<>();

  private int waiting;
  private int connecting;

  /** How many connections may carry a call at once, as far as the target's pace shows. */
  private int usedMax = USED_FIRST;

  /** Calls that gave their connection back since the pace was looked at. */
  private int turnedOver;

  private boolean isPaced;
  private int inFlight;

  /** What TLS agreed on last; null as long as nobody knows. */
  private @Nullable Boolean isHttp2;

  /** Calls that were last to come in a moment. */
  private int preconnectCalls;

  DestinationPool(CallLoop loop, Destination destination) {
    this.loop = loop;
    this.destination = destination;
    isHttp2 = destination.scheme().equals("https") ? null : Boolean.FALSE;
  }

  /**
   * Whether opening connections before so many calls pays. Over TLS always, as the handshake makes
   * the first call late and costs both sides; over plain HTTP only for a burst: there, servers that
   * keep a process for each connection are common, and each waits until its call comes.
   */
  static boolean isWorthPreconnecting(Target target, int calls) {
    return calls >= USED_FIRST || target.api().getScheme().equalsIgnoreCase("https");
  }

  /** Opens what so many calls would open at first, less what there will still be by then. */
  void preconnect(int calls) {
    if (loop.config().keepAlive().idleMs() < PRECONNECT_MS) {
      return;
    }
    preconnectCalls = calls;
    int wanted = connectionsFor(calls);
    long byThen = now() + TimeUnit.MILLISECONDS.toNanos(PRECONNECT_MS);
    int there = (int) open.stream().filter(c -> isFresh(c, byThen)).limit(wanted).count();
    open(Math.min(wanted - there, loop.idlePlacesLeft()));
  }

  /** Counts a call in; false when there are too many. */
  boolean enter() {
    if (inFlight >= loop.config().limits().inFlightPerDestinationMax()) {
      return false;
    }
    inFlight++;
    return true;
  }

  void leave() {
    inFlight--;
  }

  /** Gives the call a connection, now or as soon as there is one. */
  void acquire(HttpCall call) {
    PooledConnection connection = mayUse(used() + 1) ? free() : null;
    if (connection == null) {
      call.isWaiting = true;
      queue.addLast(call);
      waiting++;
      openMore();
      watchPace();
    } else if (call.mayStart()) {
      connection.began();
      call.connected(connection);
    } else {
      offer(connection);
    }
  }

  /** The call waits no longer. */
  void withdraw(HttpCall call) {
    if (call.isWaiting) {
      call.isWaiting = false;
      waiting--;
    }
    if (waiting == 0) {
      queue.clear();
    }
  }

  /**
   * Takes a connection back that a call is done with.
   *
   * @param idleMsMax how long it may then be kept without a call, where that is shorter than usual
   */
  void release(PooledConnection connection, long idleMsMax) {
    long idleMs = Math.min(idleMsMax, loop.config().keepAlive().idleMs());
    turnedOver++;
    connection.ended(now() + TimeUnit.MILLISECONDS.toNanos(idleMs));
    if (isOld(connection, now())) {
      connection.retire();
    }
    offer(connection);
    if (waiting > 0) {
      serveMore();
    }
  }

  private void offer(PooledConnection connection) {
    while (connection.hasRoom() && mayUse(used())) {
      HttpCall next = nextWaiting();
      if (next == null) {
        break;
      }
      if (next.mayStart()) {
        connection.began();
        next.connected(connection);
      }
    }
    if (connection.active() > 0) {
      return;
    }
    if (!connection.isUsable()) {
      drop(connection);
    } else if (!connection.isHttp2()) {
      if (loop.takeIdlePlace()) {
        idle.addLast(connection);
      } else {
        drop(connection);
      }
    }
  }

  /** Connections that are not idle; of HTTP/1.1 each carries one call. */
  private int used() {
    return open.size() - idle.size();
  }

  private boolean mayUse(int connections) {
    return isHttp2 == null || isHttp2 || connections <= usedMax;
  }

  private @Nullable HttpCall nextWaiting() {
    HttpCall next = queue.pollFirst();
    while (next != null && !next.isWaiting) {
      next = queue.pollFirst();
    }
    if (next != null) {
      next.isWaiting = false;
      waiting--;
    }
    return next;
  }

  private @Nullable PooledConnection free() {
    for (PooledConnection connection : multiplexed) {
      if (connection.hasRoom() && !isOld(connection, now())) {
        return connection;
      }
    }
    PooledConnection connection;
    while ((connection = idle.pollLast()) != null) {
      loop.leaveIdlePlace();
      if (isFresh(connection, now())) {
        return connection;
      }
      drop(connection);
    }
    return null;
  }

  private void openMore() {
    open(connectingWanted());
  }

  /** Sees to it that so many connections, within the limit, are being opened. */
  private void open(int connections) {
    int most = Math.min(connections, loop.config().limits().connectingPerDestinationMax());
    while (connecting < most) {
      connecting++;
      loop.connector().open(destination, this);
    }
  }

  private int connectingWanted() {
    int wanted = connectionsFor(waiting);
    return isHttp2 == null || isHttp2 ? wanted : Math.min(wanted, usedMax - used());
  }

  /** How many connections so many calls at once are worth. */
  private int connectionsFor(int calls) {
    if (isHttp2 == null) {
      return Math.min(calls, 1);
    }
    return isHttp2
        ? Math.min(Math.ceilDiv(calls, STREAMS_EXPECTED), CONNECTING_HTTP2_MAX)
        : Math.min(calls, usedMax);
  }

  private void watchPace() {
    if (!isPaced) {
      isPaced = true;
      turnedOver = 0;
      loop.schedule(this::pace, loop.isSaturated() ? SATURATED_PACE_MS : PACE_MS);
    }
  }

  /**
   * More connections at work help only where calls hold them for long. Connections that are each
   * used at least once in {@value #PACE_MS} ms are enough; otherwise their number may double. While
   * the processors have no time to spare, answers are late because of that, and each further
   * connection at work makes every call dearer: then once in {@value #SATURATED_PACE_MS} ms is
   * enough.
   */
  private void pace() {
    isPaced = false;
    if (waiting == 0) {
      return;
    }
    int used = used();
    if (turnedOver <= used && used >= usedMax) {
      usedMax = Math.min(2 * used, USED_MAX);
    }
    serveMore();
    watchPace();
  }

  /** Puts waiting calls on idle connections, and opens others, as far as more may be used. */
  private void serveMore() {
    while (waiting > 0 && mayUse(used() + 1)) {
      PooledConnection connection = free();
      if (connection == null) {
        break;
      }
      offer(connection);
    }
    openMore();
  }

  @Override
  public void opened(PooledConnection connection) {
    if (!connection.isUsable()) {
      failed(Problem.closedAtOnce(destination));
      return;
    }
    if (connection.connection().callsMax() < 1) {
      // Another one would be no better, and opening one after the other is all that could be done.
      connection.close();
      failed(Problem.takesNoCalls(destination));
      return;
    }
    connecting--;
    boolean isFirst = isHttp2 == null;
    isHttp2 = connection.isHttp2();
    open.add(connection);
    connection.connection().onClose(() -> forget(connection));
    if (connection.isHttp2()) {
      connection.connection().onGoAway(connection::retire);
      multiplexed.add(connection);
    }
    offer(connection);
    serveMore();
    if (isFirst) {
      preconnect(preconnectCalls);
    }
  }

  @Override
  public void failed(Problem problem) {
    connecting--;
    // Each attempt stood for its share of the calls; what holds for the host holds for all.
    boolean isOfHost =
        problem.failure() == Failure.FORBIDDEN || problem.failure() == Failure.RESOLVE;
    int share = isOfHost ? waiting : Math.ceilDiv(waiting, connecting + 1);
    for (int i = 0; i < share; i++) {
      HttpCall next = nextWaiting();
      if (next != null) {
        next.fail(problem);
      }
    }
    serveMore();
  }

  private void drop(PooledConnection connection) {
    forget(connection);
    connection.close();
  }

  private void forget(PooledConnection connection) {
    connection.closed();
    open.remove(connection);
    multiplexed.remove(connection);
  }

  /** Closes what has been idle for long or is dead; true when nothing is left here. */
  boolean sweep() {
    usedMax = Math.max(USED_FIRST, usedMax / 2);
    if (inFlight > 0) {
      lookForResets();
    }
    long now = now();
    idle.removeIf(
        connection -> {
          boolean isOver = !connection.isUsable() || connection.isIdleTooLong(now);
          if (isOver) {
            loop.leaveIdlePlace();
            drop(connection);
          }
          return isOver;
        });
    for (PooledConnection connection : List.copyOf(multiplexed)) {
      if (connection.active() == 0 && (!connection.isUsable() || connection.isIdleTooLong(now))) {
        drop(connection);
      }
    }
    return open.isEmpty() && connecting == 0 && inFlight == 0;
  }

  private void lookForResets() {
    for (PooledConnection connection : List.copyOf(open)) {
      if (connection.active() > 0) {
        connection.connection().lookForReset();
      }
    }
  }

  private boolean isFresh(PooledConnection connection, long atNanos) {
    return connection.isUsable()
        && !isOld(connection, atNanos)
        && !connection.isIdleTooLong(atNanos);
  }

  private boolean isOld(PooledConnection connection, long atNanos) {
    return atNanos - connection.openedNanos()
        >= TimeUnit.MILLISECONDS.toNanos(loop.config().keepAlive().ageMaxMs());
  }

  private long now() {
    return loop.clock().monotonicNanos();
  }
}
