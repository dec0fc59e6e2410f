package io.carillon.engine;

import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Offer;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.ReadyQueue;
import io.carillon.core.port.ReadyQueue.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what other nodes offer, of a node that calls: gets offers from the queue and wins their
 * executions in the store. Confined to the engine's thread.
 */
final class Taker {
  /** Offers that are asked for at once. */
  static final int BATCH_MAX = 1_000;

  /** Batches in hand at once: one that is asked for while the one before is being won. */
  private static final int LOTS_MAX = 2;

  /** What could not be won is tried once more after so long: its job may have been changing. */
  private static final long AGAIN_MS = 100;

  private static final long FAILED_PAUSE_MS = 500;

  /** Offers to be won together, from some time on, for the first time or the last. */
  private record Lot(List<Delivery> deliveries, boolean isLast, long winAtUpMs) {}

  private final Ledger ledger;
  private final @Nullable ReadyQueue queue;
  private final Mailbox mailbox;
  private final Timeline timeline;
  private final EngineListener listener;
  private final Consumer<OpenExecution> admit;
  private final ArrayDeque<Lot> lots = new ArrayDeque<>();

  /** What the queue was asked for last. */
  private CompletionStage<List<Delivery>> asked = CompletableFuture.completedStage(List.of());

  /** Until the engine's thread has heard what became of it. */
  private boolean asking;

  private boolean winning;
  private boolean stopped;
  private boolean isDown;
  private long askAtUpMs;

  /**
   * @param queue null: there is nothing to take from
   * @param admit takes each execution that is now in this node's hands
   */
  Taker(
      Ledger ledger,
      @Nullable ReadyQueue queue,
      Mailbox mailbox,
      Timeline timeline,
      EngineListener listener,
      Consumer<OpenExecution> admit) {
    this.ledger = ledger;
    this.queue = queue;
    this.mailbox = mailbox;
    this.timeline = timeline;
    this.listener = listener;
    this.admit = admit;
  }

  /**
   * Wins what has arrived and asks for more; returns how much it began.
   *
   * @param room how many more executions the node may have; 0: it may not send
   */
  int step(Lease lease, int room) {
    if (queue == null || stopped) {
      return 0;
    }
    int begun = 0;
    long upMs = timeline.upMs();
    Lot lot = lots.peek();
    if (!winning && lot != null && upMs >= lot.winAtUpMs) {
      win(queue, lease, lots.remove());
      begun++;
    }
    int most = Math.min(BATCH_MAX, room - inHand());
    if (!asking && most > 0 && lots.size() < LOTS_MAX && upMs >= askAtUpMs) {
      ask(queue, most);
      begun++;
    }
    return begun;
  }

  /** When {@link #step} has something to do next; see {@link Timeline#upMs}. */
  long nextStepUpMs() {
    Lot lot = lots.peek();
    long winAtUpMs = winning || lot == null ? Long.MAX_VALUE : lot.winAtUpMs;
    boolean waitsToAsk = queue != null && !asking && askAtUpMs > timeline.upMs();
    return stopped ? Long.MAX_VALUE : waitsToAsk ? Math.min(winAtUpMs, askAtUpMs) : winAtUpMs;
  }

  /**
   * Takes nothing more; what has arrived is for others, and so is what arrives yet, although nobody
   * hears of it any more on the engine's thread when the term was lost.
   */
  void stop() {
    if (queue == null || stopped) {
      return;
    }
    stopped = true;
    for (Lot lot = lots.poll(); lot != null; lot = lots.poll()) {
      offerAgain(queue, lot.deliveries);
    }
    if (asking) {
      var _ = asked.thenAccept(deliveries -> offerAgain(queue, deliveries));
    }
  }

  /** Asks for nothing until the queue has answered another term's: a node asks once at a time. */
  void follow(Taker ended) {
    asking = true;
    var _ = ended.asked.whenComplete((_, _) -> mailbox.post(() -> asking = false));
  }

  /** Whether the queue failed when it was last used. */
  boolean isDown() {
    return isDown;
  }

  private int inHand() {
    return lots.stream().mapToInt(lot -> lot.deliveries.size()).sum();
  }

  private void ask(ReadyQueue from, int most) {
    asking = true;
    asked = Failures.guard(() -> from.take(most));
    mailbox.ask(() -> asked, this::arrived, this::failed);
  }

  private void arrived(List<Delivery> deliveries) {
    asking = false;
    isDown = false;
    if (!deliveries.isEmpty() && !stopped) {
      lots.add(new Lot(deliveries, false, timeline.upMs()));
    }
  }

  private void win(ReadyQueue from, Lease lease, Lot lot) {
    winning = true;
    List<Offer> offers = lot.deliveries.stream().map(Delivery::offer).distinct().toList();
    mailbox.ask(
        () -> ledger.take(lease, offers),
        won -> won(from, lot, won),
        error -> {
          winning = false;
          listener.storeFailed(StoreOperation.TAKE, error);
          later(from, lot.deliveries, lot.isLast, FAILED_PAUSE_MS);
        });
  }

  private void won(ReadyQueue from, Lot lot, List<OpenExecution> won) {
    winning = false;
    Set<Long> keys = HashSet.newHashSet(won.size());
    for (OpenExecution execution : won) {
      keys.add(execution.executionKey());
      admit.accept(execution);
    }
    List<String> done = new ArrayList<>();
    List<Delivery> lost = new ArrayList<>();
    for (Delivery delivery : lot.deliveries) {
      if (lot.isLast || keys.contains(delivery.offer().executionKey())) {
        done.add(delivery.id());
      } else {
        lost.add(delivery);
      }
    }
    if (!lost.isEmpty()) {
      later(from, lost, true, AGAIN_MS);
    }
    done(from, done);
  }

  private void later(ReadyQueue from, List<Delivery> deliveries, boolean isLast, long pauseMs) {
    if (stopped) {
      offerAgain(from, deliveries);
    } else {
      lots.add(new Lot(deliveries, isLast, timeline.upMs() + pauseMs));
    }
  }

  private static void offerAgain(ReadyQueue to, List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return;
    }
    List<Offer> offers = deliveries.stream().map(Delivery::offer).toList();
    Failures.guard(() -> to.offer(offers))
        .whenComplete(
            (_, error) -> {
              if (error == null) {
                done(to, deliveries.stream().map(Delivery::id).toList());
              }
            });
  }

  /** A failure leaves offers that nobody can win. */
  private static void done(ReadyQueue from, List<String> ids) {
    if (!ids.isEmpty()) {
      var _ = Failures.guard(() -> from.done(ids));
    }
  }

  private void failed(Throwable error) {
    asking = false;
    isDown = true;
    askAtUpMs = timeline.upMs() + FAILED_PAUSE_MS;
    listener.queueFailed(QueueOperation.TAKE, error);
  }
}
