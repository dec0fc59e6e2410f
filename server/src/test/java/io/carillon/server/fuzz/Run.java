package io.carillon.server.fuzz;

import io.carillon.server.contract.OperationSpec;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Many requests of one seed, one after the other, to one server. */
final class Run {
  private static final int SHRINKS_MAX = 500;

  private final int port;
  private final Stored stored;
  private final Wire wire;
  private final Operations operations = new Operations();
  private final Promises promises = new Promises(operations);
  private final Seen seen = new Seen();
  private final Requests requests;

  /** How often each operation was answered with each status. */
  private final Map<String, Map<Integer, Integer>> answers = new TreeMap<>();

  private Stored.Counts counts;

  /**
   * @param target where calls may go
   * @param key that requests are made with
   */
  Run(long seed, int port, Stored stored, String target, String key) {
    this.port = port;
    this.stored = stored;
    wire = new Wire(port);
    Chance chance = new Chance(new SplittableRandom(seed));
    requests = new Requests(operations, chance, new Values(operations, chance, target), seen, key);
    counts = stored.counts();
  }

  /**
   * Sends some requests, each operation's own once, and then as many others as wanted.
   *
   * @throws AssertionError with the smallest request found that breaks a promise
   */
  void go(List<Sent> first, int count) throws IOException {
    try (wire) {
      first.forEach(this::check);
      for (OperationSpec operation : operations.all()) {
        check(requests.whole(operation));
      }
      for (int i = 0; i < count; i++) {
        check(requests.next());
      }
    }
  }

  private void check(Sent sent) {
    Breach breach = breach(sent);
    if (breach != null) {
      Sent smallest = smallest(sent, breach.promise());
      throw new AssertionError(
          "%s%n%s%n%s"
              .formatted(breach.promise(), smallest.forShell(port), shortened(breach.detail())));
    }
  }

  private @Nullable Breach breach(Sent sent) {
    Got got;
    try {
      got = wire.exchange(sent);
    } catch (IOException e) {
      return new Breach("every request is answered", String.valueOf(e));
    }
    Stored.Counts before = counts;
    counts = stored.counts();
    OperationSpec operation = operations.find(sent.method(), sent.path());
    answers
        .computeIfAbsent(operation == null ? "none" : operation.id(), _ -> new HashMap<>())
        .merge(got.status(), 1, Integer::sum);
    Breach broken = promises.broken(sent, got, before, counts);
    if (broken == null) {
      seen.learn(got);
    }
    return broken;
  }

  /** Leaves parts out as long as the same promise is broken. */
  private Sent smallest(Sent sent, String promise) {
    Sent smallest = sent;
    int tries = 0;
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (Sent smaller : smallest.smaller()) {
        Breach breach = tries++ < SHRINKS_MAX ? breach(smaller) : null;
        if (breach != null && breach.promise().equals(promise)) {
          smallest = smaller;
          isSmaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  private static String shortened(String text) {
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "...";
  }

  Map<String, Map<Integer, Integer>> answers() {
    return answers;
  }

  Operations operations() {
    return operations;
  }
}
