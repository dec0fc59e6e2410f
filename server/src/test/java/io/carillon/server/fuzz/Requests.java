package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.OperationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes requests of the contract's operations, most of them broken in one place or in a few. */
final class Requests {
  private static final int BODIES_WEIGHT = 4;

  private final Operations operations;
  private final Chance chance;
  private final Values values;
  private final Seen seen;
  private final String key;
  private final List<OperationSpec> weighted = new ArrayList<>();

  /**
   * @param key that each request is made with, unless it is broken just there
   */
  Requests(Operations operations, Chance chance, Values values, Seen seen, String key) {
    this.key = key;
    this.operations = operations;
    this.chance = chance;
    this.values = values;
    this.seen = seen;
    for (OperationSpec operation : operations.all()) {
      int weight = operation.bodies().isEmpty() ? 1 : BODIES_WEIGHT;
      for (int i = 0; i < weight; i++) {
        weighted.add(operation);
      }
    }
  }

  Sent next() {
    OperationSpec operation = chance.of(weighted);
    Sent sent = whole(operation);
    int wounds = chance.in(4) ? 0 : 1 + chance.below(2);
    for (int i = 0; i < wounds; i++) {
      sent = broken(sent, operation);
    }
    return sent;
  }

  /** As the contract has it. */
  Sent whole(OperationSpec operation) {
    List<String> query = new ArrayList<>();
    List<String> headers = new ArrayList<>(List.of("X-API-Key: " + key));
    String path = chance.of(Operations.paths(operation));
    for (JsonNode parameter : operations.parameters(operation)) {
      String name = parameter.path("name").asText();
      boolean isWanted = parameter.path("required").asBoolean() || chance.in(3);
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", seen.id(operation.path(), chance));
        case "query" -> {
          if (isWanted) {
            query.add(name + "=" + Bytes.percentEncoded(Bytes.utf8(argument(name, parameter))));
          }
        }
        default -> {
          if (isWanted) {
            headers.add(name + ": " + headerValue(name));
          }
        }
      }
    }
    Sent.Body body = body(operation, headers);
    return new Sent(operation.method(), path, query, headers, body);
  }

  private String argument(String name, JsonNode parameter) {
    JsonNode schema = operations.resolve(parameter.path("schema"));
    return switch (schema.path("type").asText()) {
      case "integer" -> Integer.toString(1 + chance.below(schema.path("maximum").asInt(100)));
      case "boolean" -> chance.in(2) ? "true" : "false";
      case "array" -> values.text(name, operations.resolve(schema.path("items")));
      default ->
          switch (name) {
            case "cursor" -> seen.cursor(chance);
            case "jobId" -> seen.id("/jobs/", chance);
            default -> values.text(name, schema);
          };
    };
  }

  private String headerValue(String name) {
    return name.equals("Idempotency-Key")
        ? "key-" + chance.below(20)
        : chance.of(List.of("*", "\"1\"", "\"2\"", "\"1\", \"7\"", "W/\"1\""));
  }

  private Sent.@Nullable Body body(OperationSpec operation, List<String> headers) {
    JsonNode content = operations.node(operation).path("requestBody").path("content");
    if (content.isMissingNode()) {
      return null;
    }
    Map.Entry<String, JsonNode> media = chance.of(List.copyOf(content.properties()));
    headers.add("Content-Type: " + media.getKey());
    JsonNode schema = media.getValue().path("schema");
    return switch (operation.id()) {
      case "createJobs" -> batch(media.getKey().endsWith("ndjson"));
      case "changeJobs" -> object(List.of("\"action\":" + action(), "\"ids\":" + ids()));
      default -> object(values.members(schema, 5));
    };
  }

  private static Sent.Body object(List<String> members) {
    return new Sent.Body("{", members.stream().map(Bytes::utf8).toList(), ",", "}");
  }

  private Sent.Body batch(boolean isLines) {
    JsonNode job = operations.contract().document().at("/components/schemas/JobInput");
    List<String> items = new ArrayList<>();
    int count = 1 + chance.below(4);
    for (int i = 0; i < count; i++) {
      List<String> members = new ArrayList<>(values.members(job, 6));
      items.add(Bytes.utf8("{" + String.join(",", wounded(members, job)) + "}"));
    }
    return isLines ? new Sent.Body("", items, "\n", "\n") : new Sent.Body("[", items, ",", "]");
  }

  /** Items are judged one by one: some are broken in batches that are whole. */
  private List<String> wounded(List<String> members, JsonNode schema) {
    if (chance.in(2)) {
      Map.Entry<String, JsonNode> field =
          chance.of(List.copyOf(values.propertiesOf(schema).properties()));
      String name = "\"" + field.getKey() + "\":";
      members.removeIf(member -> member.startsWith(name));
      members.add(name + values.odd(field.getKey(), field.getValue()));
    }
    return members;
  }

  private String action() {
    return values.quoted(chance.of(List.of("pause", "resume", "trigger", "trigger", "delete")));
  }

  private String ids() {
    List<String> ids = new ArrayList<>();
    int count = 1 + chance.below(4);
    for (int i = 0; i < count; i++) {
      String id = chance.in(4) ? chance.of(Oddities.TEXTS) : seen.id("/jobs/", chance);
      ids.add(values.quoted(id));
    }
    return "[" + String.join(",", ids) + "]";
  }

  private Sent broken(Sent sent, OperationSpec operation) {
    return switch (chance.below(operation.bodies().isEmpty() ? 4 : 9)) {
      case 0 -> withHeader(sent);
      case 1 -> withQuery(sent, operation);
      case 2 -> withPath(sent);
      case 3 -> chance.in(4) ? withMethod(sent) : withHeader(sent);
      case 4 -> withMember(sent, values.quoted(chance.of(Oddities.NAMES)) + ":1");
      case 5 -> withDamage(sent);
      default -> withField(sent, operation);
    };
  }

  private Sent withMethod(Sent sent) {
    return new Sent(
        chance.of(Oddities.METHODS), sent.path(), sent.query(), sent.headers(), sent.body());
  }

  private Sent withPath(Sent sent) {
    List<String> segments = new ArrayList<>(List.of(sent.path().split("/", -1)));
    int at = chance.below(segments.size());
    switch (chance.below(4)) {
      case 0 -> segments.add(at, chance.of(Oddities.SEGMENTS));
      case 1 -> segments.remove(at);
      default -> segments.set(segments.size() - 1 - at / 3, chance.of(Oddities.SEGMENTS));
    }
    return new Sent(
        sent.method(), String.join("/", segments), sent.query(), sent.headers(), sent.body());
  }

  private Sent withHeader(Sent sent) {
    String line = chance.of(Oddities.HEADERS);
    List<String> headers = new ArrayList<>(sent.headers());
    String name = line.substring(0, Math.max(0, line.indexOf(':') + 1));
    if (!name.isEmpty() && !chance.in(4)) {
      headers.removeIf(other -> other.startsWith(name));
    }
    headers.add(line);
    return new Sent(sent.method(), sent.path(), sent.query(), headers, sent.body());
  }

  private Sent withQuery(Sent sent, OperationSpec operation) {
    List<String> query = new ArrayList<>(sent.query());
    List<JsonNode> known =
        operations.parameters(operation).stream()
            .filter(parameter -> parameter.path("in").asText().equals("query"))
            .toList();
    String name =
        known.isEmpty() || chance.in(6)
            ? chance.of(Oddities.NAMES)
            : chance.of(known).path("name").asText();
    if (!chance.in(4)) {
      query.removeIf(pair -> pair.startsWith(name + "="));
    }
    String encoded = Bytes.percentEncoded(Bytes.utf8(name)) + "=";
    query.add(
        switch (chance.below(5)) {
          case 0 ->
              encoded + chance.of(List.of("%", "%zz", "%e9", "%c0%80", "\u00FF", "&&", "a;b=c"));
          case 1 -> encoded + Bytes.percentEncoded(chance.of(Oddities.NUMBERS));
          case 2 -> encoded + seen.damagedCursor(chance);
          default -> encoded + Bytes.percentEncoded(Bytes.utf8(shortened(values.oddText(name))));
        });
    return new Sent(sent.method(), sent.path(), query, sent.headers(), sent.body());
  }

  /** Most must pass the bound of the request line to be judged. */
  private static String shortened(String text) {
    return text.length() <= 3_000 ? text : text.substring(0, 513);
  }

  private Sent withMember(Sent sent, String member) {
    Sent.Body body = sent.body();
    if (body == null) {
      return sent;
    }
    List<String> members = new ArrayList<>(body.members());
    members.add(Bytes.utf8(member));
    return with(sent, new Sent.Body(body.open(), members, body.separator(), body.close()));
  }

  /** One field has a wrong value, is there twice or is missing. */
  private Sent withField(Sent sent, OperationSpec operation) {
    JsonNode content = operations.node(operation).path("requestBody").path("content");
    JsonNode schema = content.elements().next().path("schema");
    List<Map.Entry<String, JsonNode>> fields =
        List.copyOf(values.propertiesOf(schema).properties());
    Sent.Body body = sent.body();
    if (fields.isEmpty() || body == null) {
      return withMember(sent, chance.of(Oddities.VALUES));
    }
    Map.Entry<String, JsonNode> field = chance.of(fields);
    String name = "\"" + field.getKey() + "\":";
    List<String> members = new ArrayList<>(body.members());
    if (!chance.in(8)) {
      members.removeIf(member -> member.startsWith(name));
    }
    if (!chance.in(8)) {
      members.add(Bytes.utf8(name + values.odd(field.getKey(), field.getValue())));
    }
    return with(sent, new Sent.Body(body.open(), members, body.separator(), body.close()));
  }

  /** The bytes of the body are not what they were. */
  private Sent withDamage(Sent sent) {
    Sent.Body body = sent.body();
    if (body == null || body.bytes().isEmpty()) {
      return sent;
    }
    String bytes = body.bytes();
    int at = chance.below(bytes.length());
    String damaged =
        switch (chance.below(6)) {
          case 0 -> bytes.substring(0, at);
          case 1 -> bytes.substring(0, at) + (char) chance.below(256) + bytes.substring(at + 1);
          case 2 -> bytes.substring(0, at) + "\u00ED\u00A0\u0080" + bytes.substring(at);
          case 3 -> bytes + chance.of(List.of("}", "{}", "\u0000", " x", "\n\n[]"));
          case 4 -> chance.of(List.of("\u00EF\u00BB\u00BF", "\u00FF\u00FE", "\u0000")) + bytes;
          default -> Bytes.utf8(chance.of(Oddities.VALUES));
        };
    return with(sent, Sent.Body.of(damaged));
  }

  private static Sent with(Sent sent, Sent.Body body) {
    return new Sent(sent.method(), sent.path(), sent.query(), sent.headers(), body);
  }
}
