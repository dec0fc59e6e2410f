package io.carillon.engine;

import io.carillon.core.DeliveryType;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.Namespace;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job definition in the making: what a test does not say is the default, without jitter. */
final class JobDraft {
  static final RetryPolicy NO_RETRY = new RetryPolicy(0, 1_000, 2, 300_000, 0);

  private String schedule;
  private ZoneId zone = ZoneOffset.UTC;
  private String url = "http://target.test/hook";
  private DeliveryType type = DeliveryType.ATLEAST_ONCE;
  private OverlapPolicy overlap = OverlapPolicy.ALLOW;
  private MisfirePolicy misfire = MisfirePolicy.FIRE_ONCE;
  private RetryPolicy retry = new RetryPolicy(3, 1_000, 2, 300_000, 0);
  private long startDeadlineMs = JobDefinition.START_DEADLINE_MS_DEFAULT;
  private long catchUpWindowMs = JobDefinition.CATCH_UP_WINDOW_MS_DEFAULT;
  private boolean isRecurring = true;
  private @Nullable Instant startAt;
  private @Nullable Instant endAt;

  private JobDraft(String schedule) {
    this.schedule = schedule;
  }

  static JobDraft of(String schedule) {
    return new JobDraft(schedule);
  }

  JobDraft schedule(String value) {
    schedule = value;
    return this;
  }

  JobDraft zone(String value) {
    zone = ZoneId.of(value);
    return this;
  }

  JobDraft host(String host) {
    url = "http://" + host + "/hook";
    return this;
  }

  JobDraft atMostOnce() {
    type = DeliveryType.ATMOST_ONCE;
    return this;
  }

  JobDraft type(DeliveryType value) {
    type = value;
    return this;
  }

  JobDraft overlap(OverlapPolicy value) {
    overlap = value;
    return this;
  }

  JobDraft misfire(MisfirePolicy value) {
    misfire = value;
    return this;
  }

  JobDraft retry(RetryPolicy value) {
    retry = value;
    return this;
  }

  /** Retries with fixed pauses. */
  JobDraft retry(int count, long delayMs) {
    return retry(new RetryPolicy(count, delayMs, 1, Math.max(delayMs, 300_000), 0));
  }

  JobDraft startDeadlineMs(long value) {
    startDeadlineMs = value;
    return this;
  }

  JobDraft catchUpWindowMs(long value) {
    catchUpWindowMs = value;
    return this;
  }

  JobDraft once() {
    isRecurring = false;
    return this;
  }

  JobDraft startAt(@Nullable Instant value) {
    startAt = value;
    return this;
  }

  JobDraft endAt(@Nullable Instant value) {
    endAt = value;
    return this;
  }

  JobDefinition build() {
    return new JobDefinition(
        null,
        null,
        schedule,
        zone,
        DstPolicy.RUN_ONCE,
        new Target(URI.create(url), "POST", Map.of(), null),
        30_000,
        type,
        isRecurring,
        retry,
        misfire,
        catchUpWindowMs,
        overlap,
        startDeadlineMs,
        startAt,
        endAt,
        Set.of(),
        null);
  }

  /** The draft as version 1 of a job that no store knows. */
  JobSnapshot snapshot(long jobKey, int destinationKey) {
    return snapshot(jobKey, Namespace.DEFAULT_KEY, destinationKey);
  }

  /** The same in a namespace. */
  JobSnapshot snapshot(long jobKey, int namespaceKey, int destinationKey) {
    JobDefinition definition = build();
    JobId id = new JobId(new UUID(0x7000, jobKey));
    return new JobSnapshot(
        jobKey,
        id,
        namespaceKey,
        1,
        definition,
        definition.rule(id, Instant.EPOCH),
        destinationKey);
  }
}
