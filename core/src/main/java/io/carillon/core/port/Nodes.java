package io.carillon.core.port;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The nodes of a store. */
public interface Nodes {
  /** Those that run, and those that were heard of within the last day, by name. */
  CompletionStage<List<Node>> list();
}
