package io.carillon.core;

/** Why an execution exists. */
public enum Cause {
  /** An occurrence of the job's schedule. */
  SCHEDULE(0),
  /** Somebody triggered the job. */
  MANUAL(1),
  /** Somebody replayed an earlier execution. */
  REPLAY(2);

  private static final Cause[] BY_CODE = values();

  private final int code;

  Cause(int code) {
    this.code = code;
  }

  /** The number that stores write. Never changes. */
  public int code() {
    return code;
  }

  /** The cause with this number; throws when there is none. */
  public static Cause ofCode(int code) {
    return BY_CODE[code];
  }
}
