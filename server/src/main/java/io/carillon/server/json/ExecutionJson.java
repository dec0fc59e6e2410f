package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Execution;
import java.io.IOException;

/** Writes executions. */
public final class ExecutionJson {
  private ExecutionJson() {}

  /** Writes an execution as it stands in a list. */
  public static void write(JsonGenerator out, Execution execution) throws IOException {
    out.writeStartObject();
    writeFields(out, execution);
    out.writeEndObject();
  }

  /** Writes an execution with its attempts. */
  public static void writeWithAttempts(JsonGenerator out, Execution execution) throws IOException {
    out.writeStartObject();
    writeFields(out, execution);
    out.writeArrayFieldStart("attempts");
    for (Execution.Attempt attempt : execution.attempts()) {
      writeAttempt(out, attempt);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeFields(JsonGenerator out, Execution execution) throws IOException {
    out.writeStringField("id", execution.id().toString());
    out.writeStringField("jobId", execution.jobId().toString());
    out.writeNumberField("jobVersion", execution.jobVersion());
    out.writeStringField("scheduledAt", Times.format(execution.scheduledAt()));
    JobJson.writeInstant(out, "startedAt", execution.startedAt());
    JobJson.writeInstant(out, "completedAt", execution.completedAt());
    out.writeStringField("status", execution.state().name());
    Numbers.write(out, "httpStatus", execution.httpStatus());
    Numbers.write(out, "durationMs", execution.durationMs());
    Numbers.write(out, "driftMs", execution.driftMs());
    out.writeNumberField("retryCount", execution.retryCount());
    out.writeStringField("error", execution.error());
    out.writeStringField("cause", execution.cause().name());
    out.writeStringField("node", execution.node());
    if (execution.nextAttemptAt() != null) {
      JobJson.writeInstant(out, "nextAttemptAt", execution.nextAttemptAt());
    }
    Execution.Skipped skipped = execution.skipped();
    if (skipped != null) {
      out.writeNumberField("skippedCount", skipped.count());
      JobJson.writeInstant(out, "skippedFrom", skipped.from());
      JobJson.writeInstant(out, "skippedTo", skipped.to());
    }
  }

  private static void writeAttempt(JsonGenerator out, Execution.Attempt attempt)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("number", attempt.number());
    JobJson.writeInstant(out, "startedAt", attempt.startedAt());
    Numbers.write(out, "durationMs", attempt.durationMs());
    Numbers.write(out, "httpStatus", attempt.httpStatus());
    out.writeStringField("error", attempt.error());
    out.writeStringField("response", attempt.response());
    out.writeEndObject();
  }
}
