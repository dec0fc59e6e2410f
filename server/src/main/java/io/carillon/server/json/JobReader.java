package io.carillon.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.HeaderRules;
import io.carillon.core.Invalid;
import io.carillon.core.JobDefinition;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.Target;
import io.carillon.schedule.DstPolicy;
import io.carillon.schedule.InvalidScheduleException;
import io.carillon.schedule.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a job of JSON that has the contract's shape. Thread-safe. */
public final class JobReader {
  private final UrlRule urls;

  /**
   * @param urls refuses targets and webhooks that would never be called
   */
  public JobReader(UrlRule urls) {
    this.urls = urls;
  }

  /**
   * The job that the JSON means.
   *
   * @throws InvalidInput with every wrong field
   */
  public JobDraft read(ObjectNode json) {
    try {
      return draft(new JobFields(json, urls));
    } catch (Invalid first) {
      Violations errors = new Violations();
      judge(json, errors);
      errors.add(first.field(), String.valueOf(first.getMessage()));
      throw errors.exception();
    }
  }

  /** The target alone, for a job that is not saved. */
  public JobDraft readForTest(ObjectNode json) {
    return read(withSchedule(json));
  }

  private static ObjectNode withSchedule(ObjectNode json) {
    ObjectNode complete = json.deepCopy();
    if (!complete.has("schedule")) {
      complete.put("schedule", "* * * * * *");
    }
    return complete;
  }

  private static JobDraft draft(JobFields fields) {
    return new JobDraft(
        new JobDefinition(
            fields.name(),
            fields.description(),
            fields.schedule(),
            fields.timeZone(),
            fields.oneOf("dst", DstPolicy.RUN_ONCE),
            target(fields),
            fields.number("timeoutMs", JobDefinition.TIMEOUT_MS_DEFAULT),
            fields.type(),
            fields.flag("isRecurring"),
            fields.retry(),
            fields.oneOf("misfire", MisfirePolicy.FIRE_ONCE),
            fields.number("catchUpWindowMs", JobDefinition.CATCH_UP_WINDOW_MS_DEFAULT),
            fields.oneOf("overlap", OverlapPolicy.ALLOW),
            fields.number("startDeadlineMs", JobDefinition.START_DEADLINE_MS_DEFAULT),
            fields.instant("startAt"),
            fields.instant("endAt"),
            fields.tags(),
            fields.url("alertWebhook")),
        fields.flag("isActive"));
  }

  private static Target target(JobFields fields) {
    Map<String, String> headers = fields.headers();
    Target target = new Target(fields.api(), fields.method(), headers, fields.body());
    Set<String> names = names();
    headers.forEach((name, value) -> requireCarried(name, value, names));
    return target;
  }

  /**
   * Notes what the contract cannot say of a job, field by field. What has a wrong type has been
   * noted before.
   */
  public void judge(JsonNode json, Violations out) {
    if (!(json instanceof ObjectNode object)) {
      return;
    }
    JobFields fields = new JobFields(object, urls);
    check(fields::name, out);
    check(fields::description, out);
    check(() -> schedule(fields), out);
    check(fields::timeZone, out);
    check(fields::api, out);
    Set<String> names = names();
    fields.headers().forEach((name, value) -> check(() -> header(name, value, names), out));
    check(fields::body, out);
    check(fields::retry, out);
    check(() -> window(fields), out);
    check(() -> fields.instant("endAt"), out);
    check(fields::tags, out);
    check(() -> fields.url("alertWebhook"), out);
  }

  /** As {@link #judge}, of a job that is not saved. */
  public void judgeForTest(JsonNode json, Violations out) {
    judge(json instanceof ObjectNode object ? withSchedule(object) : json, out);
  }

  /** As {@link #judge}, but for header values that stand for those of a job that is not known. */
  public void judgeReplacement(JsonNode json, Violations out) {
    JsonNode judged = json.deepCopy();
    judged
        .path(JobJson.HEADERS)
        .properties()
        .removeIf(header -> HeaderRules.HIDDEN.equals(header.getValue().textValue()));
    judge(judged, out);
  }

  private static Object schedule(JobFields fields) {
    ZoneId zone;
    try {
      zone = fields.timeZone();
    } catch (Invalid _) {
      zone = ZoneId.of("UTC");
    }
    try {
      return Schedule.parse(fields.schedule(), zone, Instant.EPOCH);
    } catch (InvalidScheduleException e) {
      throw new Invalid("schedule", String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> names() {
    return new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  }

  private static Object header(String name, String value, Set<String> before) {
    HeaderRules.check(Map.of(name, value));
    requireCarried(name, value, before);
    return name;
  }

  /**
   * Refuses what a call cannot carry, which {@link Target} does not, so that what is stored stays
   * readable.
   *
   * @param before the names of the headers before this one, which is added
   */
  private static void requireCarried(String name, String value, Set<String> before) {
    String field = "headers." + name;
    Invalid.unless(
        value.isEmpty() || !(isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1))),
        field,
        "must not begin or end with a blank");
    Invalid.unless(before.add(name), field, "is given twice");
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static Object window(JobFields fields) {
    Instant startAt = fields.instant("startAt");
    Instant endAt;
    try {
      endAt = fields.instant("endAt");
    } catch (Invalid _) {
      endAt = null;
    }
    Invalid.unless(
        startAt == null || endAt == null || startAt.isBefore(endAt),
        "endAt",
        "must be after startAt");
    return fields;
  }

  private static void check(Part part, Violations out) {
    try {
      part.read();
    } catch (Invalid e) {
      out.add(e.field(), String.valueOf(e.getMessage()));
    }
  }

  /** One part of a job; throws when it is wrong. */
  @FunctionalInterface
  private interface Part {
    @Nullable Object read();
  }
}
