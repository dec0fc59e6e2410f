package io.carillon.core.port;

/**
 * A node's right to send. Executions name the node and the term; a write under an older term
 * changes nothing.
 *
 * @param nodeKey the store's internal key of the node, 1 or more
 * @param term rises with every start of the node
 */
public record Lease(int nodeKey, String nodeName, int term) {}
