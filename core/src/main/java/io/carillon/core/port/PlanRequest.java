package io.carillon.core.port;

/**
 * How much to claim in one transaction.
 *
 * @param claimUntilMs jobs whose next fire, and waiting executions whose time, lies at or before
 *     this instant (epoch milliseconds) are claimed
 * @param jobMax how many jobs at the most
 * @param waitingMax how many waiting executions at the most
 */
public record PlanRequest(long claimUntilMs, int jobMax, int waitingMax) {}
