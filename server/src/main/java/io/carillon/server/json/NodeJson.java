package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.port.Node;
import io.carillon.core.port.NodeLoad;
import java.io.IOException;

/** Writes nodes. */
public final class NodeJson {
  private NodeJson() {}

  /** Writes a node as the API shows it. */
  public static void write(JsonGenerator out, Node node) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", node.name());
    out.writeBooleanField("isAlive", node.isAlive());
    out.writeArrayFieldStart("roles");
    for (String role : node.roles()) {
      out.writeString(role);
    }
    out.writeEndArray();
    out.writeStringField("version", node.version());
    out.writeStringField("startedAt", Times.format(node.startedAt()));
    out.writeObjectFieldStart("lease");
    out.writeNumberField("term", node.term());
    JobJson.writeInstant(out, "renewedAt", node.renewedAt());
    JobJson.writeInstant(out, "expiresAt", node.leaseUntil());
    out.writeEndObject();
    out.writeObjectFieldStart("load");
    NodeLoad load = node.load();
    out.writeNumberField("inFlight", load.inFlight());
    out.writeNumberField("held", load.held());
    out.writeNumberField("waiting", load.waiting());
    out.writeNumberField("slots", load.slots());
    out.writeNumberField("processorPercent", load.vitals().processor());
    out.writeNumberField("memoryPercent", load.vitals().memory());
    out.writeNumberField("failurePercent", load.vitals().failures());
    out.writeEndObject();
    out.writeEndObject();
  }
}
