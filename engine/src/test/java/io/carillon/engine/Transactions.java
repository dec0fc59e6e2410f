package io.carillon.engine;

import io.carillon.core.port.StoreUnavailable;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory store's writer: operations wait by urgency, are committed one by one, and answered in
 * the order of their commits, when the test says so. Thread-safe.
 */
final class Transactions {
  /** First in, first out within an urgency only. */
  enum Urgency {
    URGENT,
    SETTLE,
    PLAN
  }

  private record Operation<T>(boolean isRepeatable, Supplier<T> body, CompletableFuture<T> stage) {}

  private record Answer(Runnable deliver) {}

  private final Map<Urgency, Queue<Operation<?>>> submitted = new EnumMap<>(Urgency.class);
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final StoreUnavailable down = new StoreUnavailable("the memory store is down");
  private boolean isDown;
  private boolean isThrowing;
  private @Nullable Executor runner;
  private int answersToLose;

  Transactions() {
    for (Urgency urgency : Urgency.values()) {
      submitted.put(urgency, new ArrayDeque<>());
    }
  }

  /**
   * Queues an operation.
   *
   * @param isRepeatable whether the caller may be told that it failed although it was committed: it
   *     will try again
   */
  synchronized <T> CompletionStage<T> submit(
      Urgency urgency, boolean isRepeatable, Supplier<T> body) {
    if (isThrowing) {
      throw down;
    }
    CompletableFuture<T> stage = new CompletableFuture<>();
    queue(urgency).add(new Operation<>(isRepeatable, body, stage));
    if (runner != null) {
      runner.execute(this::run);
    }
    return stage;
  }

  /** From now on every operation is committed and answered as it comes, there. */
  synchronized void runOn(Executor executor) {
    runner = executor;
  }

  /** From now on every operation fails and changes nothing, or none does. */
  synchronized boolean isDown() {
    return isDown;
  }

  synchronized void setDown(boolean value) {
    isDown = value;
  }

  /** From now on every operation is refused by an exception, or none is. */
  synchronized void setThrowing(boolean value) {
    isThrowing = value;
  }

  /** The next repeatable operations are committed, but their callers are told that they failed. */
  synchronized void loseAnswers(int count) {
    answersToLose = count;
  }

  /** Commits the most urgent operation; false when there is none. */
  synchronized boolean commit() {
    for (Queue<Operation<?>> queue : submitted.values()) {
      Operation<?> next = queue.poll();
      if (next != null) {
        apply(next);
        return true;
      }
    }
    return false;
  }

  /** Commits an operation of any urgency; false when there is none. */
  synchronized boolean commitAny(Random random) {
    List<Queue<Operation<?>>> filled =
        submitted.values().stream().filter(queue -> !queue.isEmpty()).toList();
    if (filled.isEmpty()) {
      return false;
    }
    apply(filled.get(random.nextInt(filled.size())).remove());
    return true;
  }

  private Queue<Operation<?>> queue(Urgency urgency) {
    return Objects.requireNonNull(submitted.get(urgency));
  }

  private <T> void apply(Operation<T> operation) {
    Runnable answer;
    if (isDown) {
      answer = () -> operation.stage.completeExceptionally(down);
    } else {
      try {
        T result = operation.body.get();
        boolean isLost = operation.isRepeatable && answersToLose > 0;
        answersToLose -= isLost ? 1 : 0;
        answer =
            isLost
                ? () -> operation.stage.completeExceptionally(down)
                : () -> operation.stage.complete(result);
      } catch (RuntimeException e) {
        answer = () -> operation.stage.completeExceptionally(e);
      }
    }
    answers.add(new Answer(answer));
  }

  /** Delivers the oldest answer; false when there is none. */
  boolean deliver() {
    Answer answer = oldestAnswer();
    if (answer == null) {
      return false;
    }
    answer.deliver.run();
    return true;
  }

  private synchronized @Nullable Answer oldestAnswer() {
    return answers.poll();
  }

  /** Commits and answers all there is; returns how many. */
  int run() {
    int ran = 0;
    while (commit()) {
      ran++;
    }
    while (deliver()) {
      ran++;
    }
    return ran;
  }

  /** The caller is gone: nothing of it is committed or answered any more. */
  synchronized void crash() {
    submitted.values().forEach(Queue::clear);
    answers.clear();
  }

  synchronized boolean isIdle() {
    return answers.isEmpty() && submitted.values().stream().allMatch(Queue::isEmpty);
  }
}
