package io.carillon.core;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Where an execution is in its life. This class holds the one table of allowed moves; the stores'
 * CHECK constraints and docs/concepts/lifecycle.md repeat it.
 */
public enum ExecutionState {
  /** Planned or queued; no attempt has been recorded. */
  PENDING(0),
  /** An attempt is under way. */
  RUNNING(1),
  /** An attempt failed and the next one waits for its time. */
  RETRYING(2),
  /** An attempt was answered with 2xx. */
  SUCCESS(3),
  /** The last attempt failed, or its outcome is unknown and may not be asked for again. */
  FAILED(4),
  /** Never sent, by rule: misfire, overlap or start deadline. */
  SKIPPED(5),
  /** Ended by a user's act: a cancel, a pause or a delete. */
  CANCELLED(6);

  private static final Map<ExecutionState, Set<ExecutionState>> MOVES =
      new EnumMap<>(
          Map.of(
              PENDING, EnumSet.of(RUNNING, RETRYING, SUCCESS, FAILED, SKIPPED, CANCELLED),
              RUNNING, EnumSet.of(RETRYING, SUCCESS, FAILED, CANCELLED),
              RETRYING, EnumSet.of(RUNNING, RETRYING, SUCCESS, FAILED, CANCELLED),
              SUCCESS, EnumSet.noneOf(ExecutionState.class),
              FAILED, EnumSet.noneOf(ExecutionState.class),
              SKIPPED, EnumSet.noneOf(ExecutionState.class),
              CANCELLED, EnumSet.noneOf(ExecutionState.class)));

  private static final ExecutionState[] BY_CODE = values();

  private final int code;

  ExecutionState(int code) {
    this.code = code;
  }

  /** The number that stores write for this state. Never changes. */
  public int code() {
    return code;
  }

  /** The state with this number; throws when there is none. */
  public static ExecutionState ofCode(int code) {
    return BY_CODE[code];
  }

  /** Whether an execution in this state may move to the other. */
  public boolean mayBecome(ExecutionState next) {
    return MOVES.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether nothing can follow this state. */
  public boolean isTerminal() {
    return code >= SUCCESS.code;
  }
}
