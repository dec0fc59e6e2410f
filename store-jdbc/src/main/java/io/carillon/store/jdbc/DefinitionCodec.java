package io.carillon.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.core.JobDefinition;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes and reads the stored form of a job's definition. Thread-safe. */
final class DefinitionCodec {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Definitions hold secrets; messages must not quote them.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(StoredDefinition.class);
  private static final ObjectReader READER = MAPPER.readerFor(StoredDefinition.class);

  private DefinitionCodec() {}

  static String encode(JobDefinition job) {
    Target target = job.target();
    Target.Body body = target.body();
    RetryPolicy retry = job.retry();
    URI alertWebhook = job.alertWebhook();
    try {
      return WRITER.writeValueAsString(
          new StoredDefinition(
              job.name(),
              job.description(),
              job.schedule(),
              job.timeZone().getId(),
              job.dst() == DstPolicy.RUN_ONCE ? null : job.dst(),
              target.api().toString(),
              target.method(),
              target.headers().isEmpty() ? null : new TreeMap<>(target.headers()),
              body == null ? null : body.text(),
              body == null ? null : body.json(),
              job.timeoutMs(),
              job.type(),
              job.isRecurring(),
              retry.maxRetryCount(),
              new StoredDefinition.Retry(
                  retry.initialDelayMs(), retry.multiplier(), retry.maxDelayMs(), retry.jitter()),
              job.misfire(),
              job.catchUpWindowMs(),
              job.overlap(),
              job.startDeadlineMs(),
              StoredDefinition.text(job.startAt()),
              StoredDefinition.text(job.endAt()),
              job.tags().isEmpty() ? null : new TreeSet<>(job.tags()),
              alertWebhook == null ? null : alertWebhook.toString()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition cannot be written as JSON", e);
    }
  }

  /** Throws when the text is no definition, or one that is no longer allowed. */
  static JobDefinition decode(String json) {
    StoredDefinition stored;
    try {
      stored = READER.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored definition cannot be read", e);
    }
    StoredDefinition.Retry retry = stored.retry();
    return new JobDefinition(
        stored.name(),
        stored.description(),
        stored.schedule(),
        ZoneId.of(stored.timeZone()),
        Objects.requireNonNullElse(stored.dst(), DstPolicy.RUN_ONCE),
        new Target(
            URI.create(stored.api()),
            stored.method(),
            Objects.requireNonNullElse(stored.headers(), Map.of()),
            stored.body() == null
                ? null
                : new Target.Body(stored.body(), Boolean.TRUE.equals(stored.bodyIsJson()))),
        stored.timeoutMs(),
        stored.type(),
        stored.recurring(),
        new RetryPolicy(
            stored.maxRetryCount(),
            retry.initialDelayMs(),
            retry.multiplier(),
            retry.maxDelayMs(),
            retry.jitter()),
        stored.misfire(),
        stored.catchUpWindowMs(),
        stored.overlap(),
        stored.startDeadlineMs(),
        StoredDefinition.instant(stored.startAt()),
        StoredDefinition.instant(stored.endAt()),
        stored.tags() == null ? Set.of() : Set.copyOf(stored.tags()),
        stored.alertWebhook() == null ? null : URI.create(stored.alertWebhook()));
  }

  /** The alert webhook alone, of a definition whose other fields are not looked at. */
  static @Nullable URI alertWebhook(String json) {
    try {
      String webhook = MAPPER.readTree(json).path("alertWebhook").asText(null);
      return webhook == null ? null : URI.create(webhook);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored definition cannot be read", e);
    }
  }

  /** What a text search looks through. */
  static String searchText(JobDefinition job) {
    String name = Objects.requireNonNullElse(job.name(), "");
    String description = Objects.requireNonNullElse(job.description(), "");
    return fold(name + "\n" + description + "\n" + job.target().api());
  }

  /** The form in which letters of either case are equal. */
  static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
