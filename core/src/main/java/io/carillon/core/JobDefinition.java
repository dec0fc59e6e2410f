package io.carillon.core;

import io.carillon.schedule.DstPolicy;
import io.carillon.schedule.InvalidScheduleException;
import io.carillon.schedule.Schedule;
import io.carillon.schedule.ScheduleContext;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user says of a job: when, what, and by which rules. Immutable; an edit makes a new one
 * under a higher version. Cannot be wrong: the constructor throws {@link Invalid} naming the field.
 *
 * @param name unique in its namespace, or null
 * @param schedule the schedule in its normal form, see {@link Schedule#expression()}
 * @param timeZone where cron fields are read
 * @param dst what becomes of fixed times that the local clock leaves out
 * @param timeoutMs bound of one attempt from its start to the end of the response, 1 to {@value
 *     #TIMEOUT_MS_MAX}
 * @param isRecurring false: fires at the next occurrence, once
 * @param catchUpWindowMs how far back FIRE_ALL reaches, 0 to {@value #CATCH_UP_WINDOW_MS_MAX}
 * @param startDeadlineMs an execution that could not start this long after its instant is skipped,
 *     1 to {@value #START_DEADLINE_MS_MAX}
 * @param startAt nothing fires before, or null; {@code @every} counts from it
 * @param endAt nothing fires after, or null
 * @param alertWebhook gets this job's alerts instead of the global one, or null
 */
public record JobDefinition(
    @Nullable String name,
    @Nullable String description,
    String schedule,
    ZoneId timeZone,
    DstPolicy dst,
    Target target,
    long timeoutMs,
    DeliveryType type,
    boolean isRecurring,
    RetryPolicy retry,
    MisfirePolicy misfire,
    long catchUpWindowMs,
    OverlapPolicy overlap,
    long startDeadlineMs,
    @Nullable Instant startAt,
    @Nullable Instant endAt,
    Set<String> tags,
    @Nullable URI alertWebhook) {
  public static final int NAME_CHARS_MAX = 200;
  public static final int DESCRIPTION_CHARS_MAX = 2_000;
  public static final int TAGS_MAX = 32;
  public static final int TAG_CHARS_MAX = 64;
  public static final long TIMEOUT_MS_DEFAULT = 30_000;
  public static final long TIMEOUT_MS_MAX = 15 * 60_000L;
  public static final long CATCH_UP_WINDOW_MS_DEFAULT = 3_600_000;
  public static final long CATCH_UP_WINDOW_MS_MAX = 7 * 24 * 3_600_000L;
  public static final long START_DEADLINE_MS_DEFAULT = 3_600_000;
  public static final long START_DEADLINE_MS_MAX = 24 * 3_600_000L;

  public JobDefinition {
    Invalid.unless(
        name == null || (!name.isBlank() && name.length() <= NAME_CHARS_MAX),
        "name",
        "must have 1 to " + NAME_CHARS_MAX + " characters, not all blank");
    Invalid.unless(
        description == null || description.length() <= DESCRIPTION_CHARS_MAX,
        "description",
        "must have at most " + DESCRIPTION_CHARS_MAX + " characters");
    inRange(timeoutMs, 1, TIMEOUT_MS_MAX, "timeoutMs");
    inRange(catchUpWindowMs, 0, CATCH_UP_WINDOW_MS_MAX, "catchUpWindowMs");
    inRange(startDeadlineMs, 1, START_DEADLINE_MS_MAX, "startDeadlineMs");
    Invalid.unless(
        startAt == null || endAt == null || startAt.isBefore(endAt),
        "endAt",
        "must be after startAt");
    tags = Set.copyOf(tags);
    Invalid.unless(tags.size() <= TAGS_MAX, "tags", "must have at most " + TAGS_MAX + " entries");
    for (String tag : tags) {
      Invalid.unless(
          !tag.isBlank() && tag.length() <= TAG_CHARS_MAX,
          "tags",
          "each must have 1 to " + TAG_CHARS_MAX + " characters, not all blank");
    }
    if (alertWebhook != null) {
      Target.checkUrl(alertWebhook, "alertWebhook");
    }
    Schedule rule = parse(schedule, ScheduleContext.in(timeZone).withDst(dst));
    schedule = rule.expression();
    isRecurring = isRecurring && !rule.isOneShot();
  }

  private static void inRange(long value, long min, long max, String field) {
    Invalid.unless(value >= min && value <= max, field, "must be " + min + " to " + max);
  }

  /**
   * The rule that the schedule's text means for a job.
   *
   * @param id what {@code H} is spread by
   * @param createdAt anchors {@code @every} when there is no {@code startAt}
   */
  public Schedule rule(JobId id, Instant createdAt) {
    Instant anchor = startAt != null ? startAt : createdAt;
    return parse(schedule, new ScheduleContext(timeZone, dst, anchor, id.toString()));
  }

  /** Whether the other definition of the same job fires at the same instants. */
  public boolean isSameTimeAs(JobDefinition other) {
    return schedule.equals(other.schedule)
        && timeZone.equals(other.timeZone)
        && dst == other.dst
        && isRecurring == other.isRecurring
        && Objects.equals(startAt, other.startAt)
        && Objects.equals(endAt, other.endAt);
  }

  /** Only what holds no secret. */
  @Override
  public String toString() {
    return "job " + name + ", " + schedule + ", " + target;
  }

  private static Schedule parse(String schedule, ScheduleContext context) {
    try {
      return Schedule.parse(schedule, context);
    } catch (InvalidScheduleException e) {
      throw new Invalid("schedule", String.valueOf(e.getMessage()));
    }
  }
}
