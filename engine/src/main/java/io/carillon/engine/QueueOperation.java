package io.carillon.engine;

import java.util.Locale;

/** What the engine does with the queue between nodes. */
public enum QueueOperation {
  OFFER,
  LOOK_FOR,
  PROBE,
  TAKE;

  /** As logs and metrics have it, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
