package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.ApiKey;
import java.io.IOException;
import java.util.List;

/** Writes what is known of API keys; never a hash. */
public final class KeyJson {
  private KeyJson() {}

  /** Writes a list of them. */
  public static void write(JsonGenerator out, List<ApiKey> keys) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("keys");
    for (ApiKey key : keys) {
      out.writeStartObject();
      writeFields(out, key);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** Writes a new one with its text, this once. */
  public static void write(JsonGenerator out, ApiKey key, String text) throws IOException {
    out.writeStartObject();
    writeFields(out, key);
    out.writeStringField("key", text);
    out.writeEndObject();
  }

  private static void writeFields(JsonGenerator out, ApiKey key) throws IOException {
    out.writeStringField("id", key.id().toString());
    out.writeStringField("namespace", key.namespace());
    out.writeStringField("name", key.name());
    out.writeStringField("scope", key.scope().text());
    out.writeStringField("createdAt", Times.format(key.createdAt()));
    JobJson.writeInstant(out, "expiresAt", key.expiresAt());
    JobJson.writeInstant(out, "lastUsedAt", key.lastUsedAt());
    JobJson.writeInstant(out, "revokedAt", key.revokedAt());
  }
}
