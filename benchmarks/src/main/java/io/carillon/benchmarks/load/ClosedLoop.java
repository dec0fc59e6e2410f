package io.carillon.benchmarks.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.HdrHistogram.SynchronizedHistogram;

/** Several clients that send their next request when the answer to the last one is there. */
final class ClosedLoop {
  private final SynchronizedHistogram latencyMicros = new SynchronizedHistogram(3);
  private final List<String> errors = new ArrayList<>();
  private final Supplier<Future<Answer>> call;
  private final long countFromNanos;
  private final long endNanos;

  private ClosedLoop(Supplier<Future<Answer>> call, Duration warm, Duration measured) {
    this.call = call;
    this.countFromNanos = System.nanoTime() + warm.toNanos();
    this.endNanos = countFromNanos + measured.toNanos();
  }

  /** Sends on {@code clients} lanes through both times; only the second one is counted. */
  static ClosedLoop run(
      Supplier<Future<Answer>> call, int clients, Duration warm, Duration measured) {
    ClosedLoop loop = new ClosedLoop(call, warm, measured);
    List<Future<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Promise<Void> lane = Promise.promise();
      loop.next(lane);
      lanes.add(lane.future());
    }
    Http.await(Future.all(lanes));
    return loop;
  }

  SynchronizedHistogram latencyMicros() {
    return latencyMicros;
  }

  /** What went wrong, in the warm time too; at most one a lane, because it ends the lane. */
  synchronized List<String> errors() {
    return List.copyOf(errors);
  }

  private void next(Promise<Void> lane) {
    long sentAt = System.nanoTime();
    if (sentAt - endNanos >= 0) {
      lane.complete();
      return;
    }
    call.get()
        .onComplete(
            done -> {
              long now = System.nanoTime();
              if (done.failed() || !done.result().ok()) {
                error(done.failed() ? done.cause().toString() : done.result().shown());
                lane.complete();
                return;
              }
              if (now - countFromNanos >= 0 && now - endNanos < 0) {
                latencyMicros.recordValue((now - sentAt) / 1_000);
              }
              next(lane);
            });
  }

  private synchronized void error(String text) {
    errors.add(text);
  }
}
