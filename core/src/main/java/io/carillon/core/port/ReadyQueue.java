package io.carillon.core.port;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Carries offers of executions that are due in a moment from nodes that plan to nodes that call. A
 * hint and never the truth: it may lose, repeat, delay and reorder anything, or bring back what was
 * long ago. Whoever gets an offer has to win the execution in the store ({@link Ledger#take}), and
 * whoever made it keeps the execution until the store says that somebody has won it.
 *
 * <p>Thread-safe; nothing blocks. A stage fails when the queue cannot be used, and ends within some
 * seconds in any case.
 */
public interface ReadyQueue extends AutoCloseable {
  /**
   * Adds offers.
   *
   * @return for each, in order, the name that the queue has given it
   */
  CompletionStage<List<String>> offer(List<Offer> offers);

  /**
   * Gives this node offers that no other has got, or that another has got and neither won nor
   * refused within some seconds. Waits for up to a second when there are none. Each stays this
   * node's until {@link #done}. One call at a time.
   *
   * @param max how many at the most, 1 or more
   * @return perhaps none
   */
  CompletionStage<List<Delivery>> take(int max);

  /** Forgets offers that were won or that nobody can win any more. */
  CompletionStage<Void> done(List<String> ids);

  /** Those of the names that the queue does not have: they are done, or lost. */
  CompletionStage<Set<String>> missing(Collection<String> ids);

  /** Ends well when the queue would take offers now; adds none. */
  CompletionStage<Void> probe();

  /** How much is in the queue now. */
  CompletionStage<Depth> depth();

  /** Ends its connections; stages under way fail. */
  @Override
  void close();

  /**
   * An offer as it arrived.
   *
   * @param id the name that the queue has given it
   */
  record Delivery(String id, Offer offer) {}

  /**
   * How much is in the queue.
   *
   * @param ready offers that no node has got
   * @param taken offers that a node has got and not ended yet
   */
  record Depth(long ready, long taken) {}
}
