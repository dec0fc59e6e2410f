package io.carillon.testkit;

import io.carillon.core.DeliveryType;
import io.carillon.core.JobDefinition;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job's definition that is right as it stands, with the parts that tests vary. Immutable. */
public record JobDraft(
    @Nullable String name,
    @Nullable String description,
    String schedule,
    String api,
    DeliveryType type,
    OverlapPolicy overlap,
    boolean isRecurring,
    @Nullable Instant endAt,
    Set<String> tags) {
  /** Fires every second. */
  public static final JobDraft EVERY_SECOND =
      new JobDraft(
          null,
          null,
          "* * * * * *",
          "http://target.test/hook",
          DeliveryType.ATLEAST_ONCE,
          OverlapPolicy.ALLOW,
          true,
          null,
          Set.of());

  public JobDraft named(String name) {
    return new JobDraft(name, description, schedule, api, type, overlap, isRecurring, endAt, tags);
  }

  public JobDraft described(String description) {
    return new JobDraft(name, description, schedule, api, type, overlap, isRecurring, endAt, tags);
  }

  public JobDraft on(String schedule) {
    return new JobDraft(name, description, schedule, api, type, overlap, isRecurring, endAt, tags);
  }

  public JobDraft calling(String api) {
    return new JobDraft(name, description, schedule, api, type, overlap, isRecurring, endAt, tags);
  }

  public JobDraft atMostOnce() {
    return new JobDraft(
        name,
        description,
        schedule,
        api,
        DeliveryType.ATMOST_ONCE,
        overlap,
        isRecurring,
        endAt,
        tags);
  }

  public JobDraft overlapping(OverlapPolicy overlap) {
    return new JobDraft(name, description, schedule, api, type, overlap, isRecurring, endAt, tags);
  }

  public JobDraft once() {
    return new JobDraft(name, description, schedule, api, type, overlap, false, endAt, tags);
  }

  public JobDraft until(Instant endAt) {
    return new JobDraft(name, description, schedule, api, type, overlap, isRecurring, endAt, tags);
  }

  public JobDraft tagged(String... tags) {
    return new JobDraft(
        name, description, schedule, api, type, overlap, isRecurring, endAt, Set.of(tags));
  }

  public JobDefinition definition() {
    return new JobDefinition(
        name,
        description,
        schedule,
        ZoneOffset.UTC,
        DstPolicy.RUN_ONCE,
        new Target(
            URI.create(api),
            "POST",
            Map.of("X-Secret", "s3cret"),
            new Target.Body("{\"a\":1}", true)),
        JobDefinition.TIMEOUT_MS_DEFAULT,
        type,
        isRecurring,
        RetryPolicy.DEFAULT,
        MisfirePolicy.FIRE_ONCE,
        JobDefinition.CATCH_UP_WINDOW_MS_DEFAULT,
        overlap,
        JobDefinition.START_DEADLINE_MS_DEFAULT,
        null,
        endAt,
        tags,
        URI.create("http://alerts.test/hook"));
  }
}
