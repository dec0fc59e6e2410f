package io.carillon.schedule;

/** What a change of the local clock does to an occurrence. */
public enum DstTransition {
  /**
   * The local time that the schedule names does not exist: the occurrence is at the jump instead,
   * as {@link DstPolicy#RUN_ONCE} says.
   */
  GAP,
  /** The local time of the occurrence is shown twice by the local clock. */
  OVERLAP
}
