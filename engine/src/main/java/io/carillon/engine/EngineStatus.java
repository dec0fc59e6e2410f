package io.carillon.engine;

/**
 * What the engine is doing, as of its last turn. Immutable.
 *
 * @param term the node's term, 0 before the take-over
 * @param planning whether planning rounds are made, and succeed
 * @param sending whether due executions are sent
 * @param lastTurnAtMs wall time of the engine's last turn; old means it is stuck
 * @param lastPlannedAtMs wall time when a planning round last succeeded, 0: never
 * @param leadMs how far ahead the last full planning round reached, less than 0: behind
 * @param inFlight calls under way
 * @param planned executions in the timer
 * @param waiting due executions that wait for a slot
 * @param offered executions that were offered to nodes that call and not taken, as far as is known
 * @param spilled destinations with executions that wait in the store for a slot
 * @param settleBacklog outcomes that are not yet durable
 * @param queueDown whether the queue between nodes failed when it was last used
 * @param clockOff whether the node's clock was too far from the store's when they were compared
 *     last
 */
public record EngineStatus(
    int term,
    boolean planning,
    boolean sending,
    long lastTurnAtMs,
    long lastPlannedAtMs,
    long leadMs,
    int inFlight,
    int planned,
    int waiting,
    int offered,
    int spilled,
    int settleBacklog,
    boolean queueDown,
    boolean clockOff) {
  /** Of an engine that has not run yet. */
  static final EngineStatus NONE =
      new EngineStatus(0, false, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, false);
}
