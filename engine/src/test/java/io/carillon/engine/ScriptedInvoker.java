package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import java.util.ArrayDeque;
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
   * @param connectMs how long it takes until there is a connection and the request is sent, {@link
   *     #NEVER} until the test says so
   * @param afterMs how long the call lasts, {@link #NEVER} until the test ends it
   * @param httpStatus of the answer, or 0: the connection fails
   * @param retryAfterMs of the answer, or -1
   */
  record Reaction(long connectMs, long afterMs, int httpStatus, long retryAfterMs) {
    Reaction(long afterMs, int httpStatus, long retryAfterMs) {
      this(0, afterMs, httpStatus, retryAfterMs);
    }
  }

  static final long NEVER = Long.MAX_VALUE;
  static final Reaction OK = new Reaction(0, 200, -1);
  static final Reaction HANGS = new Reaction(NEVER, 0, -1);

  /** There is no connection until the test says so; then as {@link #HANGS}. */
  static final Reaction CONNECTS = new Reaction(NEVER, NEVER, 0, -1);

  /** Calls that were said to come, to a host. */
  record Expected(String host, int calls) {}

  /** A call that was made. */
  final class Made implements Invocation {
    final Call call;
    final long madeAtMs;
    final Reaction reaction;
    private long nextAtNanos = NEVER;
    private final Consumer<Outcome> ended;
    private long startedAtMs;
    boolean isWithdrawn;
    @Nullable Outcome outcome;

    private Made(Call call, Reaction reaction, Consumer<Outcome> ended) {
      this.call = call;
      this.reaction = reaction;
      this.ended = ended;
      madeAtMs = clock.wallMs();
    }

    private void goOnAfter(long ms) {
      if (ms != NEVER) {
        nextAtNanos = clock.monotonicNanos() + ms * 1_000_000;
        timed.add(this);
      }
    }

    @Override
    public long startedAtMs() {
      synchronized (ScriptedInvoker.this) {
        return startedAtMs;
      }
    }

    @Override
    public boolean withdraw() {
      synchronized (ScriptedInvoker.this) {
        if (outcome != null || startedAtMs != 0 || isWithdrawn) {
          return false;
        }
        isWithdrawn = true;
      }
      cancel();
      return true;
    }

    /** What waits for its connection ends in a moment, as on a thread of its own. */
    @Override
    public void cancel() {
      synchronized (ScriptedInvoker.this) {
        if (startedAtMs == 0) {
          cancelled.add(this);
          return;
        }
      }
      endCancelled();
    }

    private void endCancelled() {
      end(new Outcome.Failed(startedAtMs(), 0, Outcome.Failure.CANCELLED, "cancelled"));
    }

    /** There is a connection: the request is sent, unless it may not be or it is too late. */
    void connect() {
      if (outcome != null || isWithdrawn) {
        return;
      }
      if (!call.maySend().getAsBoolean()) {
        end(new Outcome.Failed(0, 0, Outcome.Failure.WITHHELD, "not sent"));
        return;
      }
      if (clock.wallMs() > call.latestStartMs()) {
        end(new Outcome.Failed(0, 0, Outcome.Failure.EXPIRED, "no connection"));
        return;
      }
      synchronized (ScriptedInvoker.this) {
        startedAtMs = clock.wallMs();
        goOnAfter(reaction.afterMs);
      }
      witness.accept(this);
    }

    private void goOn() {
      if (startedAtMs() == 0) {
        connect();
      } else {
        answer(reaction.httpStatus, reaction.retryAfterMs);
      }
    }

    /** Ends the call with an answer. */
    void answer(int httpStatus) {
      answer(httpStatus, -1);
    }

    private void answer(int httpStatus, long retryAfterMs) {
      if (startedAtMs() == 0) {
        connect();
      }
      if (startedAtMs() == 0) {
        return;
      }
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
  private final List<Expected> expected = new ArrayList<>();
  private final PriorityQueue<Made> timed =
      new PriorityQueue<>(Comparator.comparingLong(made -> made.nextAtNanos));
  private final ArrayDeque<Made> cancelled = new ArrayDeque<>();
  private Function<Call, Reaction> script = _ -> OK;
  private Consumer<Made> witness = _ -> {};

  ScriptedInvoker(Clock clock) {
    this.clock = clock;
  }

  synchronized void script(Function<Call, Reaction> value) {
    script = value;
  }

  /** Sees every call at the moment its request is sent. */
  synchronized void witness(Consumer<Made> value) {
    witness = value;
  }

  @Override
  public Invocation invoke(Call call, Consumer<Outcome> ended) {
    Made made;
    synchronized (this) {
      made = new Made(call, script.apply(call), ended);
      calls.add(made);
      if (made.reaction.connectMs != 0) {
        made.goOnAfter(made.reaction.connectMs);
      }
    }
    if (made.reaction.connectMs == 0) {
      made.connect();
    }
    return made;
  }

  @Override
  public synchronized void preconnect(JobSnapshot job, int calls) {
    expected.add(new Expected(job.definition().target().destination().host(), calls));
  }

  /** What was said to come, in order. */
  synchronized List<Expected> expected() {
    return List.copyOf(expected);
  }

  /** Connects and ends the calls whose time has come; returns how many. */
  int run() {
    int ran = 0;
    for (Made next = cancelled(); next != null; next = cancelled()) {
      next.endCancelled();
      ran++;
    }
    for (Made next = due(); next != null; next = due()) {
      next.goOn();
      ran++;
    }
    return ran;
  }

  private synchronized @Nullable Made cancelled() {
    return cancelled.poll();
  }

  private synchronized @Nullable Made due() {
    Made first = timed.peek();
    return first != null && first.nextAtNanos <= clock.monotonicNanos() ? timed.poll() : null;
  }

  /** How long until a call ends by its script, at most the limit. */
  synchronized long idleMs(long limitMs) {
    Made first = timed.peek();
    return first == null
        ? limitMs
        : Math.min(limitMs, (first.nextAtNanos - clock.monotonicNanos()) / 1_000_000);
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
    cancelled.clear();
    for (Made made : calls) {
      if (made.outcome == null) {
        made.outcome =
            new Outcome.Failed(made.madeAtMs, 0, Outcome.Failure.CANCELLED, "the caller is gone");
      }
    }
  }
}
