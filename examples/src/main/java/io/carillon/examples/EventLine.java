package io.carillon.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** How events look on the terminal: one line each. */
final class EventLine {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final String NONE = "-";

  private final ZoneId zone;

  EventLine(ZoneId zone) {
    this.zone = zone;
  }

  String execution(JsonNode execution, String job) {
    String line =
        "%s  %-18s %-9s %-4s %9s  drift %6s"
            .formatted(
                time(execution, "startedAt", "scheduledAt"),
                job,
                text(execution, "status"),
                text(execution, "httpStatus"),
                ms(execution, "durationMs"),
                ms(execution, "driftMs"));
    int retries = execution.path("retryCount").asInt(0);
    String error = text(execution, "error");
    return line
        + (retries > 0 ? "  retries " + retries : "")
        + (error.equals(NONE) ? "" : "  " + oneLine(error));
  }

  String alert(JsonNode alert, String job) {
    String error = text(alert, "error");
    return "%s  %-18s ALERT %s%s%s"
        .formatted(
            time(alert, "createdAt", "createdAt"),
            job,
            text(alert, "kind"),
            alert.path("attempts").isNumber()
                ? " after " + alert.path("attempts").asInt() + " attempts"
                : "",
            error.equals(NONE) ? "" : ": " + oneLine(error));
  }

  private String time(JsonNode event, String field, String otherwise) {
    String instant = event.path(field).asText("");
    if (instant.isEmpty() || event.path(field).isNull()) {
      instant = event.path(otherwise).asText("");
    }
    try {
      return TIME.format(Instant.parse(instant).atZone(zone));
    } catch (DateTimeParseException e) {
      return "--:--:--.---";
    }
  }

  private static String ms(JsonNode event, String field) {
    return event.path(field).isNumber() ? event.path(field).asLong() + " ms" : NONE;
  }

  private static String text(JsonNode event, String field) {
    JsonNode value = event.path(field);
    return value.isMissingNode() || value.isNull() ? NONE : value.asText();
  }

  /** What a target sent may hold line ends and terminal commands. */
  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }
}
