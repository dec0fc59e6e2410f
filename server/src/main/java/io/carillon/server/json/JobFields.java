package io.carillon.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.DeliveryType;
import io.carillon.core.Invalid;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a job whose JSON has the contract's shape, one by one. Absent and null mean
 * the default, and so does a value of a wrong type. What the contract cannot say throws {@link
 * Invalid}.
 */
record JobFields(ObjectNode json, UrlRule urls) {
  private static final ZoneId UTC = ZoneId.of("UTC");

  /** Nothing of them: they may hold secrets. */
  @Override
  public String toString() {
    return "the fields of a job";
  }

  private @Nullable JsonNode get(String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String field) {
    JsonNode value = get(field);
    return value == null ? null : value.textValue();
  }

  String text(String field, String otherwise) {
    String value = text(field);
    return value == null ? otherwise : value;
  }

  long number(String field, long otherwise) {
    JsonNode value = get(field);
    return value == null ? otherwise : value.longValue();
  }

  boolean flag(String field) {
    JsonNode value = get(field);
    return value == null || value.booleanValue();
  }

  <E extends Enum<E>> E oneOf(String field, E otherwise) {
    String value = text(field);
    return value == null ? otherwise : Enum.valueOf(otherwise.getDeclaringClass(), value);
  }

  @Nullable String name() {
    String name = text("name");
    return name == null ? null : Texts.line("name", name);
  }

  @Nullable String description() {
    String description = text("description");
    return description == null ? null : Texts.lines("description", description);
  }

  String schedule() {
    String schedule = text("schedule");
    if (schedule == null) {
      throw new Invalid("schedule", "is required");
    }
    return schedule;
  }

  ZoneId timeZone() {
    String zone = text("timeZone");
    if (zone == null) {
      return UTC;
    }
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException _) {
      throw new Invalid("timeZone", "must be a time zone such as UTC, Europe/Berlin or +02:00");
    }
  }

  DeliveryType type() {
    return switch (text("type", "")) {
      case "ATMOST_ONCE", "AT_MOST_ONCE" -> DeliveryType.ATMOST_ONCE;
      default -> DeliveryType.ATLEAST_ONCE;
    };
  }

  URI api() {
    URI url = url("api");
    if (url == null) {
      throw new Invalid("api", "is required");
    }
    return url;
  }

  @Nullable URI url(String field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw new Invalid(field, "is no URL: " + e.getReason() + " at index " + e.getIndex());
    }
    Target.checkUrl(url, field);
    String refusal = urls.refuse(url);
    Invalid.unless(refusal == null, field, String.valueOf(refusal));
    return url;
  }

  String method() {
    return text("method", "POST");
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonNode given = get("headers");
    if (given != null) {
      given.properties().stream()
          .filter(header -> header.getValue().isTextual())
          .forEach(header -> headers.put(header.getKey(), header.getValue().textValue()));
    }
    return headers;
  }

  Target.@Nullable Body body() {
    JsonNode body = get("body");
    if (body == null) {
      return null;
    }
    String method = method();
    Invalid.unless(Target.carriesBody(method), "body", "is not sent with " + method);
    return body.isTextual()
        ? new Target.Body(Texts.lines("body", body.textValue()), false)
        : new Target.Body(Texts.lines("body", Json.textOf(body)), true);
  }

  RetryPolicy retry() {
    RetryPolicy usual = RetryPolicy.DEFAULT;
    int count = (int) number("maxRetryCount", usual.maxRetryCount());
    if (!(get("retry") instanceof ObjectNode given)) {
      return new RetryPolicy(
          count, usual.initialDelayMs(), usual.multiplier(), usual.maxDelayMs(), usual.jitter());
    }
    JobFields retry = new JobFields(given, urls);
    return new RetryPolicy(
        count,
        retry.number("initialDelayMs", usual.initialDelayMs()),
        retry.decimal("multiplier", usual.multiplier()),
        retry.number("maxDelayMs", usual.maxDelayMs()),
        retry.decimal("jitter", usual.jitter()));
  }

  private double decimal(String field, double otherwise) {
    JsonNode value = get(field);
    return value == null ? otherwise : value.doubleValue();
  }

  @Nullable Instant instant(String field) {
    String text = text(field);
    return text == null
        ? null
        : Times.parse(text).orElseThrow(() -> new Invalid(field, Times.EXPECTED));
  }

  Set<String> tags() {
    Set<String> tags = new LinkedHashSet<>();
    JsonNode given = get("tags");
    if (given != null) {
      for (JsonNode tag : given) {
        tags.add(Texts.line("tags", tag.asText()));
      }
    }
    return tags;
  }
}
