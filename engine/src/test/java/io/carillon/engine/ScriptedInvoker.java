package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory: keeps every call, and ends it when its script or the test says so.
 * Thread-safe, except that the test decides when time passes.
 */
final class ScriptedInvoker implements Invoker {
  /**
   * How a target takes a call.
   *
   * @param afterMs how long the call lasts, {@link #NEVER} until the test ends it
   * @param httpStatus of the answer, or 0: the connection fails
   * @param retryAfterMs of the answer, or -1
   */
  record Reaction(long afterMs, int httpStatus, long retryAfterMs) {}

  static final long NEVER = Long.MAX_VALUE;
  static final Reaction OK = new Reaction(0, 200, -1);
  static final Reaction HANGS = new Reaction(NEVER, 0, -1);

  /** There is no connection until the test says so; then as {@link #HANGS}. */
  static final Reaction CONNECTS = new Reaction(NEVER, -1, -1);

  /** A call that was made. */
  final class Made implements Invocation {
    final Call call;
    final long madeAtMs;
    final Reaction reaction;
    private final long endsAtNanos;
    private final Consumer<Outcome> ended;
    private long startedAtMs;
    @Nullable Outcome outcome;

    private Made(Call call, Reaction reaction, Consumer<Outcome> ended) {
      this.call = call;
      this.reaction = reaction;
      this.ended = ended;
      madeAtMs = clock.wallMs();
      startedAtMs = reaction.equals(CONNECTS) ? 0 : madeAtMs;
      endsAtNanos =
          reaction.afterMs == NEVER ? NEVER : clock.monotonicNanos() + reaction.afterMs * 1_000_000;
    }

    @Override
    public long startedAtMs() {
      synchronized (ScriptedInvoker.this) {
        return startedAtMs;
      }
    }

    @Override
    public void cancel() {
      end(new Outcome.Failed(startedAtMs(), 0, Outcome.Failure.CANCELLED, "cancelled"));
    }

    /** There is a connection: the request is sent, unless it is too late. */
    void connect() {
      if (clock.wallMs() > call.latestStartMs()) {
        end(new Outcome.Failed(0, 0, Outcome.Failure.EXPIRED, "no connection"));
        return;
      }
      synchronized (ScriptedInvoker.this) {
        startedAtMs = clock.wallMs();
      }
    }

    /** Ends the call with an answer. */
    void answer(int httpStatus) {
      answer(httpStatus, -1);
    }

    private void answer(int httpStatus, long retryAfterMs) {
      end(
          httpStatus == 0
              ? new Outcome.Failed(
                  startedAtMs(), 1, Outcome.Failure.CONNECTION, "connection refused")
              : new Outcome.Answered(startedAtMs(), 1, httpStatus, retryAfterMs, null));
    }

    private void end(Outcome value) {
      synchronized (ScriptedInvoker.this) {
        if (outcome != null) {
          return;
        }
        outcome = value;
      }
      ended.accept(value);
    }
  }

  private final Clock clock;
  private final List<Made> calls = new ArrayList<>();
  private final PriorityQueue<Made> timed =
      new PriorityQueue<>(Comparator.comparingLong(made -> made.endsAtNanos));
  private Function<Call, Reaction> script = _ -> OK;
  private Consumer<Made> witness = _ -> {};

  ScriptedInvoker(Clock clock) {
    this.clock = clock;
  }

  synchronized void script(Function<Call, Reaction> value) {
    script = value;
  }

  /** Sees every call at the moment it is made. */
  synchronized void witness(Consumer<Made> value) {
    witness = value;
  }

  @Override
  public Invocation invoke(Call call, Consumer<Outcome> ended) {
    Made made;
    synchronized (this) {
      made = new Made(call, script.apply(call), ended);
      calls.add(made);
      if (made.endsAtNanos != NEVER) {
        timed.add(made);
      }
    }
    witness.accept(made);
    return made;
  }

  /** Ends the calls whose time has come; returns how many. */
  int run() {
    int ran = 0;
    for (Made next = due(); next != null; next = due()) {
      next.answer(next.reaction.httpStatus, next.reaction.retryAfterMs);
      ran++;
    }
    return ran;
  }

  private synchronized @Nullable Made due() {
    Made first = timed.peek();
    return first != null && first.endsAtNanos <= clock.monotonicNanos() ? timed.poll() : null;
  }

  /** How long until a call ends by its script, at most the limit. */
  synchronized long idleMs(long limitMs) {
    Made first = timed.peek();
    return first == null
        ? limitMs
        : Math.min(limitMs, (first.endsAtNanos - clock.monotonicNanos()) / 1_000_000);
  }

  synchronized List<Made> calls() {
    return List.copyOf(calls);
  }

  synchronized List<Made> underWay() {
    return calls.stream().filter(made -> made.outcome == null).toList();
  }

  /** The caller is gone: its calls end for nobody. */
  synchronized void crash() {
    timed.clear();
    for (Made made : calls) {
      if (made.outcome == null) {
        made.outcome =
            new Outcome.Failed(made.madeAtMs, 0, Outcome.Failure.CANCELLED, "the caller is gone");
      }
    }
  }
}
