package io.carillon.core;

/** What happens to occurrences that could not be planned in time, after an outage. */
public enum MisfirePolicy {
  /** The latest missed occurrence fires; the others become one SKIPPED row. */
  FIRE_ONCE,
  /** Those within the catch-up window fire, up to a limit; older ones become one SKIPPED row. */
  FIRE_ALL,
  /** None fires; all become one SKIPPED row. */
  SKIP
}
