package io.carillon.server.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.server.json.FieldError;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as RFC 9457 writes it. Immutable.
 *
 * @param status usually the code's own
 * @param detail for people, or null
 * @param errors one entry for each wrong field
 */
public record Problem(
    ProblemCode code, int status, @Nullable String detail, List<FieldError> errors) {

  /** A problem of the code's own status. */
  public static Problem of(ProblemCode code, @Nullable String detail) {
    return new Problem(code, code.status(), detail, List.of());
  }

  /** A request with wrong fields. */
  public static Problem of(List<FieldError> errors) {
    return new Problem(
        ProblemCode.INVALID_REQUEST, ProblemCode.INVALID_REQUEST.status(), null, errors);
  }

  /** Something to throw. */
  public ProblemException exception() {
    return new ProblemException(this);
  }

  /** Writes the problem as a JSON object. */
  public void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("type", "urn:carillon:problem:" + code.text());
    out.writeStringField("title", code.title());
    out.writeNumberField("status", status);
    if (detail != null) {
      out.writeStringField("detail", detail);
    }
    out.writeStringField("code", code.text());
    if (!errors.isEmpty()) {
      out.writeArrayFieldStart("errors");
      for (FieldError error : errors) {
        out.writeStartObject();
        out.writeStringField("field", error.field());
        out.writeStringField("message", error.message());
        out.writeEndObject();
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
