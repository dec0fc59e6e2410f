package io.carillon.core.port;

/**
 * Says that an execution may be taken from the node that has it; see {@link ReadyQueue}.
 *
 * @param holder the key of the node that has it
 * @param term the term of that node
 * @param dueAtMs the dueAtMs under which that node holds it, epoch milliseconds
 */
public record Offer(long executionKey, int holder, int term, long dueAtMs) {}
