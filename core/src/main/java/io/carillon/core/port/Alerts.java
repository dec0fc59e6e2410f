package io.carillon.core.port;

import io.carillon.core.Alert;
import io.carillon.core.Caller;
import io.carillon.core.JobId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Stored alerts and what of them is still to be sent. */
public interface Alerts {
  /**
   * The alerts of this caller's namespace, and no others, but for what is still to be sent; an
   * acknowledgement is noted as his, in the same transaction.
   */
  Alerts by(Caller caller);

  /**
   * Newest first.
   *
   * @param job null for all jobs
   */
  CompletionStage<Page<Alert>> list(@Nullable JobId job, int limit, @Nullable String cursor);

  /** Marks an alert as seen; a second time changes nothing. Empty for an unknown alert. */
  CompletionStage<Optional<Alert>> acknowledge(long id);

  /**
   * Alerts that no webhook has taken yet and that were not given up, oldest first; not those that
   * other nodes raised and still run to deliver.
   *
   * @param after only those with a higher id; 0 for all
   */
  CompletionStage<List<Alert>> undelivered(long after, int limit);

  /**
   * Ends the delivery of an alert.
   *
   * @param error null when a webhook took it or none is configured, otherwise why it was given up
   */
  CompletionStage<Void> delivered(long id, @Nullable String error);
}
