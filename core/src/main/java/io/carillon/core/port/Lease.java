package io.carillon.core.port;

/**
 * A node's right to send. Executions name the node and the term; a write under an older term
 * changes nothing.
 *
 * @param nodeKey the store's internal key of the node, 1 or more
 * @param term rises with every start of the node, and when another node takes over what it held
 * @param durationMs how long the right lasts after a renewal, by the store's clock; 0: for ever, as
 *     no other node can have the store
 */
public record Lease(int nodeKey, String nodeName, int term, long durationMs) {
  /** Whether it ends unless it is renewed. */
  public boolean expires() {
    return durationMs > 0;
  }
}
