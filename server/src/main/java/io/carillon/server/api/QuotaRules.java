package io.carillon.server.api;

import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Quotas;
import io.carillon.core.Target;
import io.carillon.core.port.NewJob;
import io.carillon.schedule.Schedule;
import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.JobDraft;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses jobs that are beyond the quotas of their namespace. What is beyond them already stays.
 */
final class QuotaRules {
  /** So many occurrences are looked at to find the shortest distance between two. */
  static final int OCCURRENCES_LOOKED_AT = 1_000;

  private QuotaRules() {}

  /** Refuses a new job whose body is too long or which fires too often, paused or not. */
  static NewJob checked(NewJob job, Quotas quotas) {
    requireBody(job.definition(), quotas);
    requireInterval(job.snapshot(), job.createdAt(), quotas);
    return job;
  }

  /** Refuses an edit that makes a body too long, or an active job fire too often. */
  static JobDraft checked(JobDraft edited, Job before, Quotas quotas, Instant now) {
    JobDefinition definition = edited.definition();
    if (!Objects.equals(definition.target().body(), before.definition().target().body())) {
      requireBody(definition, quotas);
    }
    if (edited.isActive()
        && (!before.isActive() || !definition.isSameTimeAs(before.definition()))) {
      requireInterval(
          JobSnapshot.unsaved(before.id(), definition, before.createdAt()), now, quotas);
    }
    return edited;
  }

  /** Refuses a body that is too long. */
  static void requireBody(JobDefinition definition, Quotas quotas) {
    Integer max = quotas.bodyBytesMax();
    if (max != null && bytes(definition.target().body()) > max) {
      throw InvalidInput.of("body", "must be at most %d bytes in this namespace".formatted(max));
    }
  }

  private static int bytes(Target.@Nullable Body body) {
    return body == null ? 0 : body.text().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void requireInterval(JobSnapshot job, Instant from, Quotas quotas) {
    Long min = quotas.intervalMsMin();
    if (min == null || !job.definition().isRecurring()) {
      return;
    }
    long before = job.firstOccurrenceFrom(from.toEpochMilli());
    for (int i = 1; i < OCCURRENCES_LOOKED_AT && before != Schedule.NEVER; i++) {
      long next = job.firstOccurrenceFrom(before + 1);
      if (next != Schedule.NEVER && next - before < min) {
        throw InvalidInput.of(
            "schedule",
            "fires %s and %s; in this namespace at least %d ms must lie between"
                .formatted(Instant.ofEpochMilli(before), Instant.ofEpochMilli(next), min));
      }
      before = next;
    }
  }

  /** The namespace has as many jobs as it may have. */
  static Problem reached(int jobsMax) {
    return Problem.of(
        ProblemCode.QUOTA_REACHED, "this namespace may have %d jobs".formatted(jobsMax));
  }
}
