package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Strict JSON: duplicate keys, trailing text, deep nesting and long numbers are refused. Numbers
 * keep their digits. Thread-safe.
 */
public final class Json {
  public static final int DEPTH_MAX = 64;
  public static final int NUMBER_CHARS_MAX = 100;

  private static final int MESSAGE_CHARS_MAX = 200;

  /** What the parser says of itself, always at the end. */
  private static final Pattern PARSER_INSIDES =
      Pattern.compile("( for `| \\(start marker| \\(bound as |: maybe a|: enable `).*");

  private static final ObjectMapper MAPPER = mapper(NUMBER_CHARS_MAX);

  /** Of what was written here: the longest numbers become longer with an exponent of our own. */
  private static final ObjectMapper OWN_MAPPER = mapper(Integer.MAX_VALUE);

  private Json() {}

  private static ObjectMapper mapper(int numberCharsMax) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH_MAX)
                        .maxNumberLength(numberCharsMax)
                        .build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }

  /**
   * Reads one JSON value.
   *
   * @throws MalformedJson saying what is wrong and where
   */
  public static JsonNode parse(byte[] text) {
    return parse(text, 0, text.length);
  }

  /** Reads one JSON value from a part of a text. */
  public static JsonNode parse(byte[] text, int offset, int length) {
    try {
      JsonNode node = MAPPER.readTree(text, offset, length);
      if (node.isMissingNode()) {
        throw new MalformedJson("the body is empty");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw new MalformedJson(
          "more than " + DEPTH_MAX + " levels deep, or a number or name is too long");
    } catch (JsonProcessingException e) {
      throw new MalformedJson(messageOf(e));
    } catch (NumberFormatException _) {
      throw new MalformedJson("a number has an exponent that is too large");
    } catch (IOException e) {
      throw new MalformedJson("unreadable: " + e.getMessage());
    }
  }

  /** What the parser says of the text, with a bounded part of it. */
  private static String messageOf(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("malformed");
    message = PARSER_INSIDES.matcher(message).replaceFirst("");
    message = message.substring(0, Math.min(message.length(), MESSAGE_CHARS_MAX));
    JsonLocation at = e.getLocation();
    return at == null
        ? message
        : message + ", line " + at.getLineNr() + " column " + at.getColumnNr();
  }

  /** Reads text that was written here. */
  public static JsonNode parseTrusted(byte[] text) {
    try {
      return OWN_MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As {@link #parseTrusted(byte[])}. */
  public static JsonNode parseTrusted(String text) {
    return parseTrusted(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The value as compact text. */
  public static String textOf(JsonNode value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a writer and returns what it wrote, in UTF-8. */
  public static byte[] write(Writing writing) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(1_024)) {
      try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
        writing.write(out);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Writing {
    void write(JsonGenerator out) throws IOException;
  }
}
