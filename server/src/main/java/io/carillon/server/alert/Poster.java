package io.carillon.server.alert;

import io.carillon.core.port.Outcome;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** Posts JSON to a webhook. Never blocks; the stage never fails. */
@FunctionalInterface
public interface Poster {
  CompletionStage<Outcome> post(URI url, String json, long timeoutMs);
}
