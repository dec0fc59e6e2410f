package io.carillon.core.port;

/**
 * What a node has to do, as it says when it renews its lease.
 *
 * @param inFlight calls under way
 * @param held executions in its hands, those included
 */
public record NodeLoad(int inFlight, int held) {}
