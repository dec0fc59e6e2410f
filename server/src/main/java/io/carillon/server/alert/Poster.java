package io.carillon.server.alert;

import io.carillon.core.port.Outcome;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Posts JSON to a webhook. Never blocks; the stage never fails. */
@FunctionalInterface
public interface Poster {
  /**
   * Posts a message.
   *
   * @param id of the message, the same when it is posted again
   */
  CompletionStage<Outcome> post(URI url, String id, String json, long timeoutMs);
}
