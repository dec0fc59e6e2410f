package io.carillon.store.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.carillon.core.DeliveryType;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.schedule.DstPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job's definition as it is stored: the API's field names, instants as text. A field may be added
 * when its absence has a meaning; none may change its meaning.
 *
 * @param headers in the clear, when no key is set; null also when there are none
 * @param sealedHeaders in the place of headers, see {@link SealedHeaders}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredDefinition(
    @JsonProperty("name") @Nullable String name,
    @JsonProperty("description") @Nullable String description,
    @JsonProperty("schedule") String schedule,
    @JsonProperty("timeZone") String timeZone,
    @JsonProperty("dst") @Nullable DstPolicy dst,
    @JsonProperty("api") String api,
    @JsonProperty("method") String method,
    @JsonProperty("headers") @Nullable Map<String, String> headers,
    @JsonProperty("sealedHeaders") @Nullable String sealedHeaders,
    @JsonProperty("body") @Nullable String body,
    @JsonProperty("bodyIsJson") @Nullable Boolean bodyIsJson,
    @JsonProperty("timeoutMs") long timeoutMs,
    @JsonProperty("type") DeliveryType type,
    @JsonProperty("isRecurring") boolean recurring,
    @JsonProperty("maxRetryCount") int maxRetryCount,
    @JsonProperty("retry") Retry retry,
    @JsonProperty("misfire") MisfirePolicy misfire,
    @JsonProperty("catchUpWindowMs") long catchUpWindowMs,
    @JsonProperty("overlap") OverlapPolicy overlap,
    @JsonProperty("startDeadlineMs") long startDeadlineMs,
    @JsonProperty("startAt") @Nullable String startAt,
    @JsonProperty("endAt") @Nullable String endAt,
    @JsonProperty("tags") @Nullable Collection<String> tags,
    @JsonProperty("alertWebhook") @Nullable String alertWebhook) {

  record Retry(
      @JsonProperty("initialDelayMs") long initialDelayMs,
      @JsonProperty("multiplier") double multiplier,
      @JsonProperty("maxDelayMs") long maxDelayMs,
      @JsonProperty("jitter") double jitter) {}

  /** Nothing of it: it may hold secrets. */
  @Override
  public String toString() {
    return "a stored definition";
  }

  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
