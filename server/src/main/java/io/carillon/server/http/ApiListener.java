package io.carillon.server.http;

/** Hears of every request that was answered, for metrics. Must be quick. */
@FunctionalInterface
public interface ApiListener {
  /**
   * A request was answered.
   *
   * @param operation the contract's operation id, or {@code none}
   */
  void answered(String operation, int status, long nanos);
}
