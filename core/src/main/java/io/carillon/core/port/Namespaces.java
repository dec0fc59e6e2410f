package io.carillon.core.port;

import io.carillon.core.Caller;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The namespaces: few, so that a node knows them all. There is {@value
 * io.carillon.core.Namespace#DEFAULT} from the start, and none goes. Nothing is answered before its
 * commit.
 */
public interface Namespaces {
  /** How many there may be. */
  int COUNT_MAX = 1_000;

  /** The same; what is changed of them is noted as this caller's, in the same transaction. */
  Namespaces by(Caller caller);

  /** All, oldest first. */
  CompletionStage<List<Namespace>> list();

  /**
   * Sets the quotas of a namespace, which is made if there is none of the name. What is beyond a
   * quota already stays. Empty when there are too many.
   */
  CompletionStage<Optional<Namespace>> put(String name, Quotas quotas);
}
