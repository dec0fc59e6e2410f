package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import java.io.IOException;
import java.util.List;

/** Writes namespaces with their quotas. */
public final class NamespaceJson {
  private NamespaceJson() {}

  /** Writes a list of them. */
  public static void write(JsonGenerator out, List<Namespace> namespaces) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("namespaces");
    for (Namespace namespace : namespaces) {
      write(out, namespace);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Writes one. */
  public static void write(JsonGenerator out, Namespace namespace) throws IOException {
    Quotas quotas = namespace.quotas();
    out.writeStartObject();
    out.writeStringField("name", namespace.name());
    out.writeStringField("createdAt", Times.format(namespace.createdAt()));
    out.writeObjectFieldStart("quotas");
    Numbers.write(out, "jobsMax", quotas.jobsMax());
    Numbers.write(out, "intervalMsMin", quotas.intervalMsMin());
    Numbers.write(out, "bodyBytesMax", quotas.bodyBytesMax());
    Numbers.write(out, "inFlightMax", quotas.inFlightMax());
    Numbers.write(out, "requestsPerSecondMax", quotas.requestsPerSecondMax());
    out.writeEndObject();
    out.writeEndObject();
  }
}
