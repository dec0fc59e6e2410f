package io.carillon.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.carillon.core.Destination;
import io.carillon.core.HeaderRules;
import io.carillon.core.Target;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Header values are shown as {@link HeaderRules#HIDDEN}. A client that sends that back means the
 * stored value, which goes only where it was given for: a job that calls another host needs its
 * values anew, or whoever may edit a job could have them sent to himself.
 */
public final class HiddenHeaders {
  private HiddenHeaders() {}

  /** The job with the values that it keeps; what it cannot keep stays hidden, and is refused. */
  public static ObjectNode reveal(ObjectNode json, Target stored) {
    ObjectNode revealed = json.deepCopy();
    if (revealed.get("headers") instanceof ObjectNode headers && isFor(json, stored)) {
      for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
        String kept = stored(header.getKey(), stored);
        if (kept != null && HeaderRules.HIDDEN.equals(header.getValue().textValue())) {
          headers.put(header.getKey(), kept);
        }
      }
    }
    return revealed;
  }

  /** A URL that is none is refused anyway. */
  private static boolean isFor(ObjectNode json, Target stored) {
    try {
      URI api = URI.create(json.path("api").asText());
      Target.checkUrl(api, "api");
      return Destination.of(api).equals(stored.destination());
    } catch (IllegalArgumentException _) {
      return true;
    }
  }

  private static @Nullable String stored(String name, Target target) {
    String exact = target.headers().get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return header.getValue();
      }
    }
    return null;
  }
}
