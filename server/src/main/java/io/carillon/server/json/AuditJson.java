package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.port.Audit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes rows of the audit. */
public final class AuditJson {
  private AuditJson() {}

  /** Writes a row as the API shows it. */
  public static void write(JsonGenerator out, Audit.Entry entry) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", Long.toString(entry.id()));
    out.writeStringField("createdAt", Times.format(entry.createdAt()));
    out.writeObjectFieldStart("caller");
    out.writeStringField("id", entry.caller().id());
    out.writeStringField("name", entry.caller().name());
    out.writeStringField("address", entry.caller().address());
    out.writeEndObject();
    out.writeStringField("action", entry.action().name());
    out.writeStringField("subject", entry.subject());
    out.writeStringField("jobId", entry.job() == null ? null : entry.job().toString());
    write(out, "before", entry.before());
    write(out, "after", entry.after());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, String field, Audit.@Nullable Version version)
      throws IOException {
    out.writeFieldName(field);
    if (version == null) {
      out.writeNull();
    } else {
      out.writeStartObject();
      out.writeNumberField("version", version.number());
      out.writeFieldName("job");
      out.writeTree(JobJson.editable(version.definition(), version.isActive()));
      out.writeEndObject();
    }
  }
}
