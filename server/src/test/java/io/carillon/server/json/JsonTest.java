package io.carillon.server.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  /** The examples of RFC 7396, appendix A. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
        "{\"a\":\"b\"} | {\"a\":null} | {}",
        "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
        "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
        "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
        "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
        "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
        "[\"a\",\"b\"] | [\"c\",\"d\"] | [\"c\",\"d\"]",
        "{\"a\":\"b\"} | [\"c\"] | [\"c\"]",
        "{\"a\":\"foo\"} | null | null",
        "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
        "[1,2] | {\"a\":\"b\",\"c\":null} | {\"a\":\"b\"}",
        "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}",
      })
  void mergePatch(String target, String patch, String result) {
    assertThat(MergePatch.apply(Json.parseTrusted(target), Json.parseTrusted(patch)))
        .isEqualTo(Json.parseTrusted(result));
  }

  @ParameterizedTest
  @CsvSource({
    "2027-01-01T09:00:00+01:00, 2027-01-01T08:00:00.000Z",
    "2027-01-01T09:00:00.1239Z, 2027-01-01T09:00:00.123Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "2199-12-31T23:59:59.999Z, 2199-12-31T23:59:59.999Z",
  })
  void instants(String text, String written) {
    assertThat(Times.parse(text).map(Times::format)).hasValue(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2027-01-01",
        "2027-01-01T00:00:00",
        "2027-02-30T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2200-01-01T00:00:00Z",
        "999999999-01-01T00:00:00Z"
      })
  void noInstants(String text) {
    assertThat(Times.parse(text)).isEmpty();
  }

  @Test
  void writesInstantsAsTheJdkWould() {
    for (long ms = 0; ms < 7_000_000_000_000L; ms += 86_399_123_457L) {
      Instant instant = Instant.ofEpochMilli(ms);
      assertThat(Instant.parse(Times.format(instant))).isEqualTo(instant);
    }
  }

  @Test
  void keepsTheDigitsOfNumbers() {
    String text = "[1.50,1E+400,12345678901234567890]";

    assertThat(Json.textOf(Json.parseTrusted(text))).isEqualTo(text);
  }
}
