package io.carillon.server.events;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One server-sent event.
 *
 * @param namespaceKey whose clients get it; {@value #ALL}: everybody
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Event(int namespaceKey, String type, byte[] json) {
  static final int ALL = 0;

  /** An event that says how many others were left out. */
  static Event dropped(long count) {
    return new Event(
        ALL, "dropped", ("{\"count\":" + count + "}").getBytes(StandardCharsets.UTF_8));
  }

  /** Whether clients of a namespace get it. */
  boolean isFor(int namespace) {
    return namespaceKey == ALL || namespaceKey == namespace;
  }

  /** As a line that {@link #decode} reads. */
  String encode() {
    return namespaceKey + " " + type + " " + new String(json, StandardCharsets.UTF_8);
  }

  /** Empty when it is a line of another version than this one. */
  static Optional<Event> decode(String line) {
    String[] parts = line.split(" ", 3);
    try {
      return parts.length < 3
          ? Optional.empty()
          : Optional.of(
              new Event(
                  Integer.parseInt(parts[0]), parts[1], parts[2].getBytes(StandardCharsets.UTF_8)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Appends the event as the stream carries it. */
  void appendTo(Buffer out, long id) {
    out.appendString("id: ").appendString(Long.toString(id));
    out.appendString("\nevent: ").appendString(type);
    out.appendString("\ndata: ").appendBytes(json).appendString("\n\n");
  }
}
