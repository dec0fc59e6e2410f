package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Alert;
import java.io.IOException;

/** Writes alerts. */
public final class AlertJson {
  private AlertJson() {}

  /** Writes an alert as the API shows it. */
  public static void write(JsonGenerator out, Alert alert) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", Long.toString(alert.id()));
    out.writeStringField("kind", alert.kind().name());
    out.writeStringField("jobId", alert.jobId().toString());
    out.writeStringField("jobName", alert.jobName());
    out.writeStringField("executionId", alert.executionId().toString());
    out.writeStringField("error", alert.error());
    out.writeNumberField("attempts", alert.attempts());
    out.writeStringField("scheduledAt", Times.format(alert.scheduledAt()));
    out.writeStringField("createdAt", Times.format(alert.createdAt()));
    JobJson.writeInstant(out, "acknowledgedAt", alert.acknowledgedAt());
    out.writeEndObject();
  }

  /** The body that a webhook gets. */
  public static byte[] forWebhook(Alert alert) {
    return Json.write(
        out -> {
          out.writeStartObject();
          out.writeStringField("kind", alert.kind().name());
          out.writeStringField("alertId", Long.toString(alert.id()));
          out.writeObjectFieldStart("job");
          out.writeStringField("id", alert.jobId().toString());
          out.writeStringField("name", alert.jobName());
          out.writeEndObject();
          out.writeStringField("executionId", alert.executionId().toString());
          out.writeStringField("error", alert.error());
          out.writeNumberField("attempts", alert.attempts());
          out.writeStringField("scheduledAt", Times.format(alert.scheduledAt()));
          out.writeStringField("createdAt", Times.format(alert.createdAt()));
          out.writeEndObject();
        });
  }
}
