package io.carillon.engine;

/**
 * The engine's limits. Immutable; the constructor refuses values that cannot work.
 *
 * @param nodeName how this node calls itself in executions
 * @param inFlightMax calls under way at once on this node
 * @param destinationInFlightMax calls under way at once to one destination
 * @param heldMax planned and waiting executions in memory; planning stops above it; see {@link
 *     Dispatcher} for how destinations share it
 * @param claimAheadMs jobs are claimed when their next fire is this near
 * @param planAheadMs occurrences are planned this far ahead, more than claimAheadMs
 * @param planIntervalMs pause between planning rounds that found nothing more
 * @param settleBatchMax settlements in one transaction
 * @param settleBacklogMax outcomes that wait for a failing store before sending stops
 * @param retryAfterMaxMs cap of a target's Retry-After
 * @param misfireThresholdMs an occurrence planned later than this after its instant is missed, and
 *     the misfire policy decides
 * @param catchUpMax missed occurrences that FIRE_ALL fires at most
 * @param roles what this node does of it all
 */
public record EngineConfig(
    String nodeName,
    int inFlightMax,
    int destinationInFlightMax,
    int heldMax,
    long claimAheadMs,
    long planAheadMs,
    long planIntervalMs,
    int settleBatchMax,
    int settleBacklogMax,
    long retryAfterMaxMs,
    long misfireThresholdMs,
    int catchUpMax,
    Roles roles) {
  public static final long PLAN_AHEAD_MS_MAX = 30_000;
  public static final int CATCH_UP_MAX = 10_000;

  /** The measured defaults; see docs/performance.md. */
  public static EngineConfig defaults(String nodeName) {
    return new EngineConfig(
        nodeName, 10_000, 1_000, 400_000, 3_000, 10_000, 100, 1_000, 100_000, 3_600_000, 5_000,
        1_000, Roles.ALL);
  }

  public EngineConfig {
    require(!nodeName.isBlank(), "nodeName must not be blank");
    require(inFlightMax >= 1, "inFlightMax must be 1 or more");
    require(destinationInFlightMax >= 1, "destinationInFlightMax must be 1 or more");
    require(heldMax >= 1_000, "heldMax must be 1000 or more");
    require(claimAheadMs >= 100, "claimAheadMs must be 100 or more");
    require(
        planAheadMs > claimAheadMs && planAheadMs <= PLAN_AHEAD_MS_MAX,
        "planAheadMs must be more than claimAheadMs and at most " + PLAN_AHEAD_MS_MAX);
    require(
        planIntervalMs >= 1 && planIntervalMs < claimAheadMs,
        "planIntervalMs must be 1 or more and less than claimAheadMs");
    require(settleBatchMax >= 1, "settleBatchMax must be 1 or more");
    require(settleBacklogMax >= settleBatchMax, "settleBacklogMax must hold a batch");
    require(retryAfterMaxMs >= 0, "retryAfterMaxMs must be 0 or more");
    require(misfireThresholdMs >= 0, "misfireThresholdMs must be 0 or more");
    require(
        catchUpMax >= 0 && catchUpMax <= CATCH_UP_MAX, "catchUpMax must be 0 to " + CATCH_UP_MAX);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
