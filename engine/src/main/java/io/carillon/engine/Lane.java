package io.carillon.engine;

import org.jspecify.annotations.Nullable;

/** One destination's slots and waiting room. Mutable, confined to the engine's thread. */
final class Lane {
  final int destinationKey;
  final TicketQueue waiting = new TicketQueue();

  /** Of the namespace whose destination it is; null until the first of its executions is known. */
  @Nullable NamespaceSlots namespace;

  /** Slots taken: calls under way, or durable starts before them. */
  int inFlight;

  /** Whether executions for this destination wait in the store for room. */
  boolean spilled;

  /** Whether spilled executions are being claimed back. */
  boolean claiming;

  /** Whether the dispatcher's ring holds this lane. */
  boolean inRing;

  Lane(int destinationKey) {
    this.destinationKey = destinationKey;
  }

  boolean isIdle() {
    return inFlight == 0 && waiting.isEmpty() && !spilled && !claiming;
  }
}
