package io.carillon.server.alert;

import io.carillon.core.Alert;
import io.carillon.core.port.Outcome;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert on its way.
 *
 * @param webhook where it goes; empty: nowhere, it only has to be marked
 * @param attempt from 1
 */
record Delivery(Alert alert, Optional<URI> webhook, int attempt) {
  private static final long FIRST_DELAY_MS = 1_000;
  private static final long DELAY_MS_MAX = 60_000;

  /** Host and port of the webhook: those of one share a bound; empty for those that go nowhere. */
  String destination() {
    return webhook.map(URI::getAuthority).orElse("");
  }

  /** The same for every attempt, and unlike any execution's id. */
  String messageId() {
    return "alert-" + alert.id();
  }

  Delivery next() {
    return new Delivery(alert, webhook, attempt + 1);
  }

  /** How long to wait before the attempt after this one. */
  long delayMs() {
    return Math.min(DELAY_MS_MAX, FIRST_DELAY_MS << Math.min(attempt - 1, 10));
  }

  /** Why the webhook did not take the alert, or null when it did. */
  static @Nullable String error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered ->
          answered.isSuccess() ? null : "status " + answered.httpStatus();
      case Outcome.Failed failed -> failed.message();
    };
  }

  /** Whether another attempt cannot help. */
  static boolean isFinal(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && !failed.failure().retryable();
  }
}
