package io.carillon.server.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** JSON that fits a schema, and JSON that hardly does. Text, because some of it is no JSON. */
final class Values {
  private static final List<String> INSTANTS =
      List.of("2150-01-01T00:00:00Z", "2160-02-29T23:59:59.999+14:00", "2101-06-01T00:00:00.000Z");

  private static final List<String> ODD_INSTANTS =
      List.of(
          "1969-12-31T23:59:59.999Z",
          "2200-01-01T00:00:00Z",
          "2101-02-30T00:00:00Z",
          "2101-01-01T24:00:00Z",
          "2101-01-01T23:59:60Z",
          "2101-01-01T00:00:00",
          "2101-01-01",
          "+999999999-12-31T23:59:59Z",
          "-0001-01-01T00:00:00Z",
          "2101-01-01T00:00:00+99:99",
          "2101-01-01t00:00:00z");

  /** None of them fires while a test runs, so that only requests make executions. */
  private static final List<String> SCHEDULES =
      List.of(
          "0 0 12 1 6 * 2150-2190",
          "H H 3 ? * MON#1 2170",
          "@at 2160-01-01T09:00:00+01:00",
          "*/7 1,2 0-5/2 L * ? 2150/3",
          "0 30 2 LW 3 ? 2190");

  private static final List<String> ODD_SCHEDULES =
      List.of(
          "* * *",
          "99 * * * * *",
          "*/0 0 0 1 1 ? 2150",
          "0 0 0 30 2 *",
          "0 0 0 1 1 ? 9999999999",
          "@every 0s",
          "@every -5m",
          "@every PT1S",
          "@every 999999999999999h",
          "@at 2020-01-01T00:00:00Z",
          "@at +999999999-12-31T23:59:59Z",
          "@sometimes",
          "0 0 0 \uD83E\uDD21 1 ? 2150",
          "0 0 0 1-\uD800 1 ? 2150",
          "0,".repeat(255) + "0 0 0 1 1 ?",
          "H(9-1) 0 0 1 1 ? 2150",
          "H(99999999999999999999) 0 0 1 1 ? 2150");

  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "+02:00", "Pacific/Apia", "Asia/Kathmandu");

  private final Operations operations;
  private final Chance chance;
  private final String target;

  /** Fitting texts of fields that are more than texts. */
  private final Map<String, List<String>> texts;

  /**
   * @param target where calls may go
   */
  Values(Operations operations, Chance chance, String target) {
    this.operations = operations;
    this.chance = chance;
    this.target = target;
    texts =
        Map.of(
            "schedule",
            SCHEDULES,
            "timeZone",
            ZONES,
            "api",
            List.of(target, target.replace("http://", "HTTP://"), target + "?a=%20b#c"),
            "alertWebhook",
            List.of(target),
            "startAt",
            INSTANTS,
            "endAt",
            List.of("2195-01-01T00:00:00Z"));
  }

  /** A text that fits, or nearly. */
  String text(String name, JsonNode schema) {
    List<String> known = texts.get(name);
    if (known != null) {
      return chance.of(known);
    }
    if (schema.has("enum")) {
      return chance.of(schema.path("enum").valueStream().map(JsonNode::asText).toList());
    }
    if (schema.path("format").asText().equals("date-time")) {
      return chance.of(INSTANTS);
    }
    int most = Math.min(schema.path("maxLength").asInt(40), 300);
    String longest = "\u00FC".repeat(most);
    return chance.of(List.of("a", "b c", longest, name + chance.below(50)));
  }

  /** A text that hardly fits, but never a target other than the one that calls may go to. */
  String oddText(String name) {
    return switch (name) {
      case "schedule" -> chance.in(3) ? chance.of(Oddities.TEXTS) : chance.of(ODD_SCHEDULES);
      case "startAt", "endAt", "from", "to" ->
          chance.in(3) ? chance.of(Oddities.TEXTS) : chance.of(ODD_INSTANTS);
      case "api", "alertWebhook" -> chance.in(3) ? chance.of(Oddities.TEXTS) : oddUrl();
      case "timeZone" ->
          chance.in(3)
              ? chance.of(Oddities.TEXTS)
              : chance.of(List.of("Mars/Olympus", "+99:00", "UTC+19", "GMT0", "europe/berlin"));
      default -> chance.of(Oddities.TEXTS);
    };
  }

  private String oddUrl() {
    String rest = target.substring("http://127.0.0.1".length());
    return chance.of(
        List.of(
            "ftp://127.0.0.1/",
            "http://",
            "http:///x",
            "//127.0.0.1/",
            "http://me:secret@127.0.0.1" + rest,
            "http://@127.0.0.1" + rest,
            "http://127.0.0.1:0/",
            "http://127.0.0.1:99999/",
            "http://127.0.0.1:-1/",
            "http://127.0.0.1:/",
            "http://127.1" + rest,
            "http://0x7f000001" + rest,
            "http://127.0.0.1." + rest,
            "http://[::1%25lo]" + rest,
            "http://[::ffff:127.0.0.1]" + rest,
            "http://[::1",
            "http://[]/",
            "http://\uFF11\uFF12\uFF17.0.0.1" + rest,
            "http://127.0.0.1\u3002" + rest,
            "http://%31%32%37.0.0.1" + rest,
            "http://169.254.169.254/latest",
            "http://[fd00:ec2::254]/",
            target + "/%zz",
            target + "/\u00E9\u202E",
            target + "/ x",
            target + "/\r\nX: y",
            target + "/" + "x".repeat(4_096),
            "javascript:alert(1)",
            "mailto:a@b"));
  }

  /** JSON that fits the schema. */
  String fitting(String name, JsonNode given) {
    JsonNode schema = operations.resolve(given);
    JsonNode type = schema.path("type");
    String wanted =
        type.isArray()
            ? chance.of(type.valueStream().map(JsonNode::asText).toList())
            : type.asText();
    return switch (wanted) {
      case "string" -> quoted(text(name, schema));
      case "integer", "number" -> number(schema);
      case "boolean" -> chance.in(2) ? "true" : "false";
      case "null" -> "null";
      case "array" -> "[" + String.join(",", items(schema)) + "]";
      case "object" -> "{" + String.join(",", members(schema, 3)) + "}";
      default -> chance.of(Oddities.VALUES);
    };
  }

  private String number(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(1_000);
    return chance.of(
        List.of(
            Long.toString(least),
            Long.toString(most),
            least + ".0",
            Long.toString(chance.random().nextLong(least, most + 1))));
  }

  private List<String> items(JsonNode schema) {
    List<String> items = new ArrayList<>();
    int count = 1 + chance.below(3);
    for (int i = 0; i < count; i++) {
      items.add(fitting("item", schema.path("items")));
    }
    return items;
  }

  /**
   * Members of an object: what is required, and some others.
   *
   * @param rarity one in how many optional ones
   */
  List<String> members(JsonNode given, int rarity) {
    JsonNode schema = operations.resolve(given);
    List<String> required = schema.path("required").valueStream().map(JsonNode::asText).toList();
    List<String> members = new ArrayList<>();
    propertiesOf(schema)
        .properties()
        .forEach(
            property -> {
              String name = property.getKey();
              if (required.contains(name) || chance.in(rarity)) {
                members.add("\"" + name + "\":" + fitting(name, property.getValue()));
              }
            });
    if (schema.path("additionalProperties").isObject()) {
      members.add("\"X-A\":" + fitting("X-A", schema.path("additionalProperties")));
    }
    return members;
  }

  /** Those of a patch are those of a job. */
  JsonNode propertiesOf(JsonNode schema) {
    if (schema.has("$ref")) {
      return propertiesOf(
          operations.contract().document().at(schema.path("$ref").asText().substring(1)));
    }
    return schema.has("propertyNames")
        ? operations.contract().document().at("/components/schemas/JobFields/properties")
        : schema.path("properties");
  }

  /** JSON that hardly fits, if it is JSON. */
  String odd(String name, JsonNode given) {
    JsonNode schema = operations.resolve(given);
    return switch (chance.below(4)) {
      case 0 -> chance.of(Oddities.NUMBERS);
      case 1 -> chance.of(Oddities.VALUES);
      case 2 -> beyond(schema);
      default -> quoted(oddText(name));
    };
  }

  /** Just past a bound, where the schema has one. */
  private String beyond(JsonNode schema) {
    if (schema.has("maximum") && chance.in(2)) {
      return Long.toString(schema.path("maximum").asLong() + 1);
    }
    if (schema.has("minimum")) {
      return Long.toString(schema.path("minimum").asLong() - 1);
    }
    if (schema.has("maxLength")) {
      return quoted("y".repeat(schema.path("maxLength").asInt() + chance.below(2)));
    }
    if (schema.has("maxItems")) {
      return "[" + "\"a\",".repeat(schema.path("maxItems").asInt()) + "\"a\"]";
    }
    return chance.of(Oddities.VALUES);
  }

  /** A text in JSON; now and then with everything escaped that may be. */
  String quoted(String text) {
    boolean escapesAll = chance.in(6) && text.length() < 1_000;
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPlain = c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c);
      boolean isPair = Character.isSurrogate(c) && !hasHalves(text);
      json.append(
          (isPlain || isPair) && !escapesAll ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return json.append('"').toString();
  }

  /** Half a character has no bytes in UTF-8 and is sent escaped. */
  private static boolean hasHalves(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
