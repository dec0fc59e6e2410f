package io.carillon.core.port;

import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.schedule.Schedule;
import java.time.Instant;

/**
 * A job to be created, complete and valid.
 *
 * @param snapshot its first version, compiled, without a store's keys
 */
public record NewJob(JobSnapshot snapshot, boolean isActive, Instant createdAt) {

  public static NewJob of(JobId id, JobDefinition definition, boolean isActive, Instant createdAt) {
    return new NewJob(JobSnapshot.unsaved(id, definition, createdAt), isActive, createdAt);
  }

  public JobId id() {
    return snapshot.id();
  }

  public JobDefinition definition() {
    return snapshot.definition();
  }

  /**
   * Its first occurrence since its creation, so that one between that and the commit counts; epoch
   * milliseconds, {@link Schedule#NEVER} when there is none or the job is not to be active.
   */
  public long nextFireAtMs() {
    return isActive ? snapshot.firstOccurrenceFrom(createdAt.toEpochMilli()) : Schedule.NEVER;
  }
}
