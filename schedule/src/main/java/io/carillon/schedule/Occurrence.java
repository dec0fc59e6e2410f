package io.carillon.schedule;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a schedule, as shown to people.
 *
 * @param at the instant, which identifies the occurrence
 * @param local the same instant on the local clock
 * @param dst the change of the local clock that the occurrence meets, if any
 */
public record Occurrence(Instant at, OffsetDateTime local, @Nullable DstTransition dst) {
  public Occurrence {
    if (!local.toInstant().equals(at)) {
      throw new IllegalArgumentException("local " + local + " is not the instant " + at);
    }
  }
}
