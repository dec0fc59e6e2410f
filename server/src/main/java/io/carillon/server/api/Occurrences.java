package io.carillon.server.api;

import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.NewJob;
import io.carillon.schedule.Schedule;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.JobDraft;
import java.time.Instant;
import java.util.Optional;

/** When jobs fire that are not stored, or not as they will be. */
final class Occurrences {
  private static final String NONE_LEFT =
      "has no occurrence left, within startAt and endAt: the job would never fire";

  private Occurrences() {}

  private static Optional<Instant> first(JobSnapshot job, Instant from) {
    return instant(job.firstOccurrenceFrom(from.toEpochMilli()));
  }

  /** Empty for {@link Schedule#NEVER}. */
  static Optional<Instant> instant(long epochMs) {
    return epochMs == Schedule.NEVER
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(epochMs));
  }

  /**
   * The job with its next execution time as a reader means it. The store keeps the first occurrence
   * that is not planned yet; those that are planned and not due yet come before it.
   */
  static Job asShown(Job job, Instant now) {
    Instant unplanned = job.nextExecutionTime();
    boolean isKnown = job.definition().isRecurring() || job.snapshot().rule().isOneShot();
    if (!job.isActive() || (unplanned == null && !isKnown)) {
      return job;
    }
    Instant next = first(job.snapshot(), now).orElse(null);
    if (next == null || (unplanned != null && !next.isBefore(unplanned))) {
      return job;
    }
    return new Job(job.snapshot(), true, job.createdAt(), job.updatedAt(), next);
  }

  /** Refuses a new job that is active and would never fire. */
  static NewJob checked(NewJob job) {
    if (job.isActive() && job.nextFireAtMs() == Schedule.NEVER) {
      throw InvalidInput.of("schedule", NONE_LEFT);
    }
    return job;
  }

  /** Refuses an edit that changes when an active job fires to never. */
  static JobDraft checked(JobDraft edited, Job before, Instant now) {
    if (edited.isActive()
        && (!before.isActive() || !edited.definition().isSameTimeAs(before.definition()))
        && !fires(before, edited.definition(), now)) {
      throw InvalidInput.of("schedule", NONE_LEFT);
    }
    return edited;
  }

  /** Whether the job, with this definition, has an occurrence left. */
  static boolean fires(Job job, JobDefinition definition, Instant now) {
    return first(JobSnapshot.unsaved(job.id(), definition, job.createdAt()), now).isPresent();
  }
}
