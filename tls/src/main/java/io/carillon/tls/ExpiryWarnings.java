package io.carillon.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What to say about certificates that run out: from two weeks before, once a day. */
public final class ExpiryWarnings {
  private static final Duration BEFORE = Duration.ofDays(14);
  private static final Duration PAUSE = Duration.ofDays(1);

  private final Map<String, Instant> saidAt = new HashMap<>();

  /**
   * Empty when nothing is to be said now.
   *
   * @param whose of which certificate, for the message
   */
  public synchronized Optional<String> due(String whose, Instant expiresAt, Instant now) {
    if (now.isBefore(expiresAt.minus(BEFORE))) {
      saidAt.remove(whose);
      return Optional.empty();
    }
    Instant last = saidAt.get(whose);
    if (last != null && now.isBefore(last.plus(PAUSE))) {
      return Optional.empty();
    }
    saidAt.put(whose, now);
    String when = now.isBefore(expiresAt) ? " expires at " : " has expired at ";
    return Optional.of("the certificate of " + whose + when + expiresAt);
  }
}
