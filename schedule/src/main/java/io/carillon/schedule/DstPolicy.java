package io.carillon.schedule;

/**
 * What becomes of a fixed time that a change of the local clock leaves out. The other rules hold
 * under either policy: see {@link Schedule}.
 */
public enum DstPolicy {
  /** It fires once, at the jump, as with cron(8). */
  RUN_ONCE,
  /** It does not fire. */
  SKIP
}
