package io.carillon.store.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.carillon.core.Destination;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
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

  private final SecretKeys keys;

  /**
   * @param keys that headers are sealed with and opened
   */
  DefinitionCodec(SecretKeys keys) {
    this.keys = keys;
  }

  /** What is stored of a job's definition. */
  EncodedDefinition encode(JobId id, JobDefinition job) {
    Map<String, String> headers = job.target().headers();
    if (headers.isEmpty()) {
      return new EncodedDefinition(job, json(job, null, null), searchText(job), null);
    }
    SecretKey key = keys.first();
    Map<String, String> sorted = new TreeMap<>(headers);
    if (key == null) {
      return new EncodedDefinition(
          job, json(job, sorted, null), searchText(job), EncodedDefinition.IN_THE_CLEAR);
    }
    String sealed = SealedHeaders.seal(key, sorted, id, job.target().destination());
    return new EncodedDefinition(job, json(job, null, sealed), searchText(job), key.id);
  }

  private static String json(
      JobDefinition job, @Nullable Map<String, String> headers, @Nullable String sealedHeaders) {
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
              headers,
              sealedHeaders,
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

  /**
   * A version of a job from what is stored of it. Throws as {@link #decode}.
   *
   * @param createdAt of the job, not of the version
   */
  JobSnapshot snapshot(
      long jobKey,
      JobId id,
      int namespaceKey,
      int version,
      String json,
      Instant createdAt,
      int destinationKey) {
    JobDefinition definition = decode(id, json);
    return new JobSnapshot(
        jobKey,
        id,
        namespaceKey,
        version,
        definition,
        definition.rule(id, createdAt),
        destinationKey);
  }

  /**
   * Throws an IllegalStateException when the text is no definition of this job, or one that is no
   * longer allowed, or when the key is missing that its headers were sealed with.
   */
  JobDefinition decode(JobId id, String json) {
    try {
      return definition(id, READER.readValue(json));
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      throw unreadable(e);
    }
  }

  /** Whoever reads the job is not to be told that the request was invalid. */
  private static IllegalStateException unreadable(Exception cause) {
    return new IllegalStateException("a stored definition cannot be read", cause);
  }

  private JobDefinition definition(JobId id, StoredDefinition stored) {
    StoredDefinition.Retry retry = stored.retry();
    URI api = URI.create(stored.api());
    return new JobDefinition(
        stored.name(),
        stored.description(),
        stored.schedule(),
        ZoneId.of(stored.timeZone()),
        Objects.requireNonNullElse(stored.dst(), DstPolicy.RUN_ONCE),
        new Target(
            api,
            stored.method(),
            headers(id, stored, api),
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

  private Map<String, String> headers(JobId id, StoredDefinition stored, URI api) {
    String sealed = stored.sealedHeaders();
    return sealed == null
        ? Objects.requireNonNullElse(stored.headers(), Map.of())
        : SealedHeaders.open(keys, sealed, id, Destination.of(api));
  }

  /** The alert webhook alone, of a definition whose other fields are not looked at. */
  static @Nullable URI alertWebhook(String json) {
    try {
      String webhook = MAPPER.readTree(json).path("alertWebhook").asText(null);
      return webhook == null ? null : URI.create(webhook);
    } catch (JsonProcessingException e) {
      throw unreadable(e);
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
