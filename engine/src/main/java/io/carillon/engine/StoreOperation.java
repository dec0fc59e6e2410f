package io.carillon.engine;

import java.util.Locale;

/** What the engine does with the store, and does again when it has failed. */
public enum StoreOperation {
  TAKE_OVER,
  RENEW,
  NOTICES,
  RECLAIM,
  PLAN,
  RECOMPUTE,
  START,
  SETTLE,
  SPILL,
  CLAIM_SPILLED,
  HELD,
  TAKE;

  /** As logs and metrics have it, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
