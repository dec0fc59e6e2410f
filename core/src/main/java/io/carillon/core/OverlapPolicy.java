package io.carillon.core;

/** What happens to a due execution while an earlier one of its job is unfinished. */
public enum OverlapPolicy {
  /** It runs beside the earlier one. */
  ALLOW,
  /** It ends SKIPPED. */
  SKIP,
  /** One waits for the earlier one to end; further ones end SKIPPED. */
  QUEUE_ONE
}
