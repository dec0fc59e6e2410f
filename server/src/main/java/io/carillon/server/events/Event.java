package io.carillon.server.events;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** One server-sent event. */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
record Event(String type, byte[] json) {

  /** An event that says how many others were left out. */
  static Event dropped(long count) {
    return new Event("dropped", ("{\"count\":" + count + "}").getBytes(StandardCharsets.UTF_8));
  }

  /** Appends the event as the stream carries it. */
  void appendTo(Buffer out, long id) {
    out.appendString("id: ").appendString(Long.toString(id));
    out.appendString("\nevent: ").appendString(type);
    out.appendString("\ndata: ").appendBytes(json).appendString("\n\n");
  }
}
