package io.carillon.engine;

import io.carillon.core.Clock;
import io.carillon.core.port.Offer;
import io.carillon.core.port.ReadyQueue;
import io.carillon.engine.Transactions.Urgency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A queue in memory that some nodes share, and that may lose, repeat and bring back what it has.
 */
final class MemoryQueue {
  private static final long WAIT_MS = 1_000;
  private static final long CLAIM_MS = 5_000;

  private static final class Entry {
    final Offer offer;

    /** When a node got it, or 0. */
    long takenAtMs;

    Entry(Offer offer) {
      this.offer = offer;
    }
  }

  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Offer> old = new ArrayList<>();
  private int sequence;
  private boolean isFull;

  MemoryQueue(Clock clock) {
    this.clock = clock;
  }

  /** The queue as one node reaches it. */
  View view() {
    return new View();
  }

  int size() {
    return entries.size();
  }

  /** From now on it takes no offers, and does all else, or it takes them again. */
  void setFull(boolean value) {
    isFull = value;
  }

  private void checkRoom() {
    if (isFull) {
      throw new IllegalStateException("the queue is full");
    }
  }

  /** Everything is gone. */
  void flush() {
    entries.clear();
  }

  /** Something is lost, something comes twice, something comes back from long ago. */
  void disturb(Random random) {
    entries.keySet().removeIf(_ -> random.nextInt(4) == 0);
    for (Entry entry : List.copyOf(entries.values())) {
      if (random.nextInt(4) == 0) {
        add(entry.offer);
      }
    }
    for (int i = random.nextInt(10); i > 0 && !old.isEmpty(); i--) {
      add(old.get(random.nextInt(old.size())));
    }
  }

  private String add(Offer offer) {
    String id = "0-" + ++sequence;
    entries.put(id, new Entry(offer));
    return id;
  }

  /** One node's connection. Stages end when a test lets them, as those of {@link MemoryLedger}. */
  final class View implements ReadyQueue {
    final Transactions transactions = new Transactions();
    private @Nullable CompletableFuture<List<Delivery>> asked;
    private int askedMax;
    private long waitsUntilMs;

    private View() {}

    @Override
    public CompletionStage<List<String>> offer(List<Offer> offers) {
      return transactions.submit(
          Urgency.URGENT,
          true,
          () -> {
            checkRoom();
            old.addAll(offers);
            return offers.stream().map(MemoryQueue.this::add).toList();
          });
    }

    @Override
    public CompletionStage<List<Delivery>> take(int max) {
      if (asked != null) {
        throw new IllegalStateException("asked twice at a time");
      }
      CompletableFuture<List<Delivery>> answer = new CompletableFuture<>();
      asked = answer;
      askedMax = max;
      waitsUntilMs = clock.wallMs() + WAIT_MS;
      return answer;
    }

    @Override
    @SuppressWarnings("NullAway") // the port's Void has no other value
    public CompletionStage<Void> done(List<String> ids) {
      return transactions.submit(
          Urgency.URGENT,
          true,
          () -> {
            ids.forEach(entries::remove);
            return null;
          });
    }

    @Override
    public CompletionStage<Set<String>> missing(Collection<String> ids) {
      return transactions.submit(
          Urgency.URGENT,
          true,
          () -> ids.stream().filter(id -> !entries.containsKey(id)).collect(Collectors.toSet()));
    }

    @Override
    @SuppressWarnings("NullAway") // the port's Void has no other value
    public CompletionStage<Void> probe() {
      return transactions.submit(
          Urgency.URGENT,
          true,
          () -> {
            checkRoom();
            return null;
          });
    }

    @Override
    public CompletionStage<Depth> depth() {
      return transactions.submit(
          Urgency.URGENT,
          true,
          () -> {
            long taken = entries.values().stream().filter(entry -> entry.takenAtMs > 0).count();
            return new Depth(entries.size() - taken, taken);
          });
    }

    @Override
    public void close() {}

    /** Does all there is to do now; returns how much. */
    int run() {
      return transactions.run() + serve();
    }

    /** Answers who waits for offers, if it can. */
    int serve() {
      CompletableFuture<List<Delivery>> answer = asked;
      if (answer == null) {
        return 0;
      }
      if (transactions.isDown()) {
        asked = null;
        answer.completeExceptionally(new IllegalStateException("the queue is down"));
        return 1;
      }
      List<Delivery> deliveries = new ArrayList<>();
      long nowMs = clock.wallMs();
      for (Map.Entry<String, Entry> each : entries.entrySet()) {
        Entry entry = each.getValue();
        boolean isFree = entry.takenAtMs == 0 || nowMs - entry.takenAtMs >= CLAIM_MS;
        if (isFree && deliveries.size() < askedMax) {
          entry.takenAtMs = nowMs;
          deliveries.add(new Delivery(each.getKey(), entry.offer));
        }
      }
      if (deliveries.isEmpty() && nowMs < waitsUntilMs) {
        return 0;
      }
      asked = null;
      answer.complete(deliveries);
      return 1;
    }

    /** For how long {@link #run} has nothing to do, at most the limit. */
    long idleMs(long limitMs) {
      return asked == null ? limitMs : Math.clamp(waitsUntilMs - clock.wallMs(), 1, limitMs);
    }

    /** The node is gone. */
    void crash() {
      transactions.crash();
      asked = null;
    }
  }
}
