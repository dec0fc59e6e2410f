package io.carillon.engine;

/**
 * What a node does beside answering requests.
 *
 * @param plans whether it plans jobs and claims what waits in the store
 * @param calls whether it makes calls; otherwise it offers what it has to nodes that do
 */
public record Roles(boolean plans, boolean calls) {
  /** Of a node that needs no other. */
  public static final Roles ALL = new Roles(true, true);
}
