package io.carillon.examples;

import java.util.Optional;

/** Puts the lines of an event stream together to events. One per stream; not thread-safe. */
final class EventParser {
  private static final String DEFAULT_TYPE = "message";

  private String type = DEFAULT_TYPE;
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;

  /** Takes the next line, without its end; the event that it completes, if it does. */
  Optional<ServerEvent> line(String line) {
    if (line.isEmpty()) {
      return complete();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (field) {
      case "event" -> type = value;
      case "data" -> {
        if (hasData) {
          data.append('\n');
        }
        data.append(value);
        hasData = true;
      }
      default -> {
        // comments (no field name), ids and retry times are of no use here
      }
    }
    return Optional.empty();
  }

  /** An event without data is dropped, as the standard says. */
  private Optional<ServerEvent> complete() {
    Optional<ServerEvent> event =
        hasData ? Optional.of(new ServerEvent(type, data.toString())) : Optional.empty();
    type = DEFAULT_TYPE;
    data.setLength(0);
    hasData = false;
    return event;
  }
}
