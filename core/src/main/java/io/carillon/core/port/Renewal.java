package io.carillon.core.port;

import java.util.List;

/**
 * What a node learns when it renews its lease.
 *
 * @param isHeld false: the term has ended, and what the node held is in other hands
 * @param clockOffsetMs how far the node's clock is ahead of the store's, less than 0: behind
 * @param spilledDestinations keys of destinations that have spilled executions
 */
public record Renewal(boolean isHeld, long clockOffsetMs, List<Integer> spilledDestinations) {}
