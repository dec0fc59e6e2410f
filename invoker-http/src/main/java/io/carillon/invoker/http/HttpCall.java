package io.carillon.invoker.http;

import io.carillon.core.Destination;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.StreamResetException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call from its start to its one outcome: waiting for a connection, waiting for the answer,
 * reading it. Runs on its loop; {@link #startedAtMs}, {@link #withdraw} and {@link #cancel} are
 * thread-safe.
 */
final class HttpCall extends Deadlines.Entry implements Invoker.Invocation {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCall.class);
  private static final Problem CANCELLED = new Problem(Failure.CANCELLED, "cancelled");
  private static final Problem EXPIRED =
      new Problem(Failure.EXPIRED, "no connection by the latest start");
  private static final Problem WITHHELD =
      new Problem(Failure.WITHHELD, "not sent: the caller may no longer send");
  private static final Problem CLOSED =
      new Problem(Failure.CONNECTION, "the server is stopping, the call was cut off");

  /** More of them keep a loop busy for as long as the job's timeout lasts. */
  private static final int INTERIMS_MAX = 32;

  /** A target that never processes a request is not sent it for ever. */
  private static final int SENT_AGAIN_MAX = 2;

  /** What becomes of the connection when a call ends. */
  private enum After {
    /** The answer was read to its end, the next request may follow. */
    KEEP,
    /** The answer was read to its end, the target wants no further request. */
    CLOSE,
    /** The rest of the answer is not wanted. */
    CUT,
    /** As CUT; perhaps nobody is there any more, so that an HTTP/2 connection gets no new calls. */
    DOUBT
  }

  /** Whether the request may still be sent, and who decides about that. */
  private enum Claim {
    /** Nobody has decided. */
    NONE,
    /** The loop: it is being sent, or the call has ended. */
    LOOP,
    /** The caller: it has withdrawn the call. */
    CALLER
  }

  private final CallLoop loop;
  private final long latestStartMs;
  private final BooleanSupplier maySend;
  private final Function<TemplateCache, Outgoing> prepare;
  private final Answer.Keep keep;
  private final Consumer<Outcome> ended;
  private final AtomicReference<Claim> claim = new AtomicReference<>(Claim.NONE);
  private volatile long startedAtMs;

  private @Nullable Outgoing outgoing;
  private @Nullable DestinationPool pool;
  private @Nullable PooledConnection connection;

  /** Takes the request back from an HTTP/2 connection; null until it is sent. */
  private @Nullable Runnable reset;

  private @Nullable Answer answer;
  private int interims;
  private int sentAgain;
  private long startedNanos;
  private boolean isEnded;

  /** The pool's: whether the call waits there for a connection. */
  boolean isWaiting;

  /**
   * @param latestStartMs the request is not sent later, epoch milliseconds
   * @param maySend asked before the request is sent, and before it is sent again
   * @param prepare makes the request, on the loop
   * @param ended gets the outcome, once
   */
  HttpCall(
      CallLoop loop,
      long latestStartMs,
      BooleanSupplier maySend,
      Function<TemplateCache, Outgoing> prepare,
      Answer.Keep keep,
      Consumer<Outcome> ended) {
    this.loop = loop;
    this.latestStartMs = latestStartMs;
    this.maySend = maySend;
    this.prepare = prepare;
    this.keep = keep;
    this.ended = ended;
  }

  @Override
  public long startedAtMs() {
    return startedAtMs;
  }

  @Override
  public boolean withdraw() {
    boolean isWithdrawn = claim.compareAndSet(Claim.NONE, Claim.CALLER);
    if (isWithdrawn) {
      cancel();
    }
    return isWithdrawn;
  }

  @Override
  public void cancel() {
    loop.execute(() -> fail(CANCELLED));
  }

  /** Ends the call because the invoker is closed. */
  void refuse() {
    fail(CLOSED);
  }

  void start() {
    if (isEnded) {
      return;
    }
    try {
      Outgoing request = prepare.apply(loop.templates());
      DestinationPool to = loop.pool(request.destination());
      outgoing = request;
      if (!to.enter()) {
        fail(
            new Problem(
                Failure.CONNECTION, "too many calls in flight to " + place(request.destination())));
        return;
      }
      pool = to;
      loop.setDeadline(this, connectionWaitMs(request.destination()));
      to.acquire(this);
    } catch (RuntimeException e) {
      LOG.error("A call could not be started", e);
      fail(new Problem(Failure.CONNECTION, "the call could not be started"));
    }
  }

  private long connectionWaitMs(Destination destination) {
    InvokerConfig.Timeouts timeouts = loop.config().timeouts();
    boolean isSecure = destination.scheme().equals("https");
    return (long) timeouts.connectMs() + (isSecure ? timeouts.tlsMs() : 0);
  }

  private static String place(Destination destination) {
    return destination.host() + ":" + destination.port();
  }

  /**
   * Whether the call may have a connection now; it ends when it is withdrawn, withheld or too late.
   * When it is sent again, as the same attempt, only the second can happen.
   */
  boolean mayStart() {
    boolean isFirst = startedAtMs == 0;
    if (isFirst && !claim.compareAndSet(Claim.NONE, Claim.LOOP)) {
      fail(CANCELLED);
    } else if (!maySend.getAsBoolean()) {
      fail(WITHHELD);
    } else if (isFirst && loop.clock().wallMs() > latestStartMs) {
      fail(EXPIRED);
    }
    return !isEnded;
  }

  /** There is a connection, counted for this call. */
  void connected(PooledConnection acquired) {
    connection = acquired;
    acquired.connection().send(outgoing(), this);
  }

  boolean isEnded() {
    return isEnded;
  }

  /** The target has processed nothing of the request; it goes to another connection. */
  void notSent() {
    PooledConnection lost = connection;
    if (!isEnded && pool != null && lost != null) {
      connection = null;
      if (lost.isHttp2()) {
        lost.retire();
      } else {
        lost.abort();
      }
      if (startedAtMs == 0) {
        claim.set(Claim.NONE);
      }
      pool.release(lost, 0);
      pool.acquire(this);
    }
  }

  /** The request was sent, and the target promises that it has not processed it. */
  void unprocessed(Throwable thrown) {
    if (interims > 0 || sentAgain == SENT_AGAIN_MAX) {
      broken(thrown);
    } else {
      sentAgain++;
      reset = null;
      notSent();
    }
  }

  /**
   * The request is being handed to its connection. Sent again, it gets no more time.
   *
   * @param howToReset takes it back where other calls share the connection
   */
  void sending(Runnable howToReset) {
    reset = howToReset;
    if (startedAtMs == 0) {
      startedNanos = loop.clock().monotonicNanos();
      startedAtMs = loop.clock().wallMs();
      loop.setDeadline(this, firstByteMs());
    }
  }

  /** An answer came that says to wait for another one. */
  void interim() {
    if (++interims > INTERIMS_MAX) {
      fail(new Problem(Failure.CONNECTION, "not an HTTP answer: too many interim answers"));
    }
  }

  void head(AnswerHead head) {
    if (isEnded) {
      return;
    }
    Answer arrived = new Answer(head, outgoing(), keep, loop.clock().wallMs());
    answer = arrived;
    if (!arrived.isFinal()) {
      fail(new Problem(Failure.CONNECTION, "not an HTTP answer: unexpected status"));
      return;
    }
    loop.setDeadline(this, Math.max(1, outgoing().timeoutMs() - elapsedMs()));
  }

  /** A part of the body, which is the caller's again afterwards. */
  void chunk(ByteBuf chunk) {
    Answer arriving = answer;
    if (!isEnded
        && arriving != null
        && !arriving.takes(chunk, loop.config().limits().responseBytesReadMax())) {
      end(arriving.outcome(startedAtMs, elapsedMs()), After.CUT);
    }
  }

  /** The answer was read to its end. */
  void complete() {
    Answer complete = answer;
    if (!isEnded && complete != null) {
      end(
          complete.outcome(startedAtMs, elapsedMs()),
          complete.isReusable() ? After.KEEP : After.CLOSE);
    }
  }

  /** The connection or the answer broke off. */
  void broken(Throwable thrown) {
    if (!isEnded) {
      Problem problem =
          Problem.calling(thrown, answer != null, loop.config().limits().headerBytesMax());
      end(failed(problem), thrown instanceof StreamResetException ? After.CUT : After.DOUBT);
    }
  }

  @Override
  void expired() {
    if (startedAtMs == 0) {
      Destination to = outgoing().destination();
      fail(Problem.late("no connection within " + connectionWaitMs(to) + " ms: " + place(to)));
    } else if (answer == null) {
      fail(Problem.late("no answer within " + firstByteMs() + " ms"));
    } else {
      fail(Problem.late("answer not complete within " + outgoing().timeoutMs() + " ms"));
    }
  }

  /** Ends the call without an answer, unless it has ended. */
  void fail(Problem problem) {
    if (!isEnded) {
      end(failed(problem), problem.failure() == Failure.CANCELLED ? After.CUT : After.DOUBT);
    }
  }

  private Outcome failed(Problem problem) {
    return new Outcome.Failed(startedAtMs, elapsedMs(), problem.failure(), problem.message());
  }

  private void end(Outcome outcome, After after) {
    isEnded = true;
    claim.compareAndSet(Claim.NONE, Claim.LOOP);
    loop.cancelDeadline(this);
    try {
      ended.accept(outcome);
    } catch (RuntimeException e) {
      LOG.error("The receiver of an outcome failed", e);
    }
    DestinationPool from = pool;
    if (from == null) {
      return;
    }
    from.leave();
    PooledConnection used = connection;
    if (used == null) {
      from.withdraw(this);
      return;
    }
    switch (after) {
      case KEEP -> {}
      case CLOSE -> used.retire();
      case CUT, DOUBT -> cut(used, after == After.DOUBT);
    }
    from.release(used, answer == null ? Long.MAX_VALUE : answer.keepAliveMs());
  }

  private void cut(PooledConnection used, boolean isDoubtful) {
    if (!used.isHttp2()) {
      used.abort();
      return;
    }
    if (reset != null) {
      reset.run();
    }
    if (isDoubtful) {
      used.retire();
    }
  }

  private long firstByteMs() {
    return Math.min(outgoing().timeoutMs(), loop.config().timeouts().firstByteMs());
  }

  private long elapsedMs() {
    return startedAtMs == 0
        ? 0
        : TimeUnit.NANOSECONDS.toMillis(loop.clock().monotonicNanos() - startedNanos);
  }

  private Outgoing outgoing() {
    if (outgoing == null) {
      throw new IllegalStateException("the call has not started");
    }
    return outgoing;
  }
}
