package io.carillon.core.port;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Carries what happens on one node to the others of its store, for those who listen there. Lossy:
 * what is left is gone a few seconds later, whether it was read or not. Thread-safe.
 */
public interface EventExchange {
  /**
   * Leaves events for the other nodes.
   *
   * @param events in words that only nodes read
   */
  CompletionStage<?> publish(String events);

  /**
   * What other nodes have left.
   *
   * @param since what the last reading returned; null: from now on
   */
  CompletionStage<Heard> read(@Nullable String since);

  /**
   * What was read.
   *
   * @param events as they were published, those of each node in their order
   * @param until to read on from
   */
  record Heard(List<String> events, String until) {}
}
