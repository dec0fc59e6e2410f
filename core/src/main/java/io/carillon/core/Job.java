package io.carillon.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as a reader sees it. Immutable.
 *
 * @param snapshot its current version
 * @param isActive whether it fires
 * @param nextExecutionTime when it fires next, or null
 */
public record Job(
    JobSnapshot snapshot,
    boolean isActive,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant nextExecutionTime) {

  public JobId id() {
    return snapshot.id();
  }

  public int version() {
    return snapshot.version();
  }

  public JobDefinition definition() {
    return snapshot.definition();
  }
}
