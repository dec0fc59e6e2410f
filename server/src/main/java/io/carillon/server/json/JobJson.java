package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.HeaderRules;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import java.io.IOException;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes jobs. */
public final class JobJson {
  /** The field of the headers. */
  public static final String HEADERS = "headers";

  private JobJson() {}

  /** Writes a job as an object. */
  public static void write(JsonGenerator out, Job job) throws IOException {
    out.writeStartObject();
    writeFields(out, job);
    out.writeEndObject();
  }

  /** Writes a job that was just created, with its id under {@code jobId} too. */
  public static void writeCreated(JsonGenerator out, Job job) throws IOException {
    out.writeStartObject();
    out.writeStringField("jobId", job.id().toString());
    writeFields(out, job);
    out.writeEndObject();
  }

  /** What a client may change of a job, as a new tree; header values are hidden as everywhere. */
  public static ObjectNode editable(JobDefinition definition, boolean isActive) {
    byte[] own =
        Json.write(
            out -> {
              out.writeStartObject();
              writeDefinition(out, definition, isActive);
              out.writeEndObject();
            });
    return (ObjectNode) Json.parseTrusted(own);
  }

  private static void writeFields(JsonGenerator out, Job job) throws IOException {
    out.writeStringField("id", job.id().toString());
    writeDefinition(out, job.definition(), job.isActive());
    out.writeStringField("createdAt", Times.format(job.createdAt()));
    out.writeStringField("updatedAt", Times.format(job.updatedAt()));
    out.writeNumberField("version", job.version());
    writeInstant(out, "nextExecutionTime", job.nextExecutionTime());
    out.writeStringField("scheduleDescription", job.snapshot().rule().describe());
  }

  private static void writeDefinition(JsonGenerator out, JobDefinition job, boolean isActive)
      throws IOException {
    out.writeStringField("name", job.name());
    out.writeStringField("description", job.description());
    out.writeStringField("schedule", job.schedule());
    out.writeStringField("timeZone", job.timeZone().getId());
    out.writeStringField("dst", job.dst().name());
    writeTarget(out, job.target());
    out.writeNumberField("timeoutMs", job.timeoutMs());
    out.writeStringField("type", job.type().name());
    out.writeBooleanField("isRecurring", job.isRecurring());
    out.writeBooleanField("isActive", isActive);
    writeRetry(out, job.retry());
    out.writeStringField("misfire", job.misfire().name());
    out.writeNumberField("catchUpWindowMs", job.catchUpWindowMs());
    out.writeStringField("overlap", job.overlap().name());
    out.writeNumberField("startDeadlineMs", job.startDeadlineMs());
    writeInstant(out, "startAt", job.startAt());
    writeInstant(out, "endAt", job.endAt());
    out.writeArrayFieldStart("tags");
    for (String tag : new TreeSet<>(job.tags())) {
      out.writeString(tag);
    }
    out.writeEndArray();
    out.writeStringField(
        "alertWebhook", job.alertWebhook() == null ? null : job.alertWebhook().toString());
  }

  private static void writeTarget(JsonGenerator out, Target target) throws IOException {
    out.writeStringField("api", target.api().toString());
    out.writeStringField("method", target.method());
    out.writeObjectFieldStart(HEADERS);
    for (String name : new TreeSet<>(target.headers().keySet())) {
      out.writeStringField(name, HeaderRules.HIDDEN);
    }
    out.writeEndObject();
    out.writeFieldName("body");
    Target.Body body = target.body();
    if (body == null) {
      out.writeNull();
    } else if (body.json()) {
      out.writeRawValue(body.text());
    } else {
      out.writeString(body.text());
    }
  }

  private static void writeRetry(JsonGenerator out, RetryPolicy retry) throws IOException {
    out.writeNumberField("maxRetryCount", retry.maxRetryCount());
    out.writeObjectFieldStart("retry");
    out.writeNumberField("initialDelayMs", retry.initialDelayMs());
    out.writeNumberField("multiplier", retry.multiplier());
    out.writeNumberField("maxDelayMs", retry.maxDelayMs());
    out.writeNumberField("jitter", retry.jitter());
    out.writeEndObject();
  }

  /** Writes an instant, or null. */
  static void writeInstant(JsonGenerator out, String field, @Nullable Instant instant)
      throws IOException {
    out.writeStringField(field, instant == null ? null : Times.format(instant));
  }
}
