package io.carillon.core.port;

/**
 * A durable start: PENDING or RETRYING to RUNNING, before the call.
 *
 * @param takesTurn whether the job allows one running execution at a time, so that the start must
 *     win the job's {@code running} row
 */
public record Start(long executionKey, long jobKey, int jobVersion, boolean takesTurn) {
  /** What became of a durable start. */
  public enum Result {
    /** The row is RUNNING; the call may be made. */
    STARTED,
    /** Another execution of the job is unfinished. */
    OVERLAPS,
    /** The row stands, but the job has another version, or may not be called at all. */
    OUTDATED,
    /** The row moved on, was removed, or names another term. */
    GONE
  }
}
