package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written and read as text: instants, Retry-After, bodies of answers. */
class FormatTest {
  @Test
  void instantsAreWrittenAsTheJdkWritesThemWithThreeDigits() {
    DateTimeFormatter oracle =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    Random random = new Random(99);
    long from = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    long to = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    for (int i = 0; i < 200_000; i++) {
      long ms = i == 0 ? from : i == 1 ? to : random.nextLong(from, to);
      assertThat(IsoMillis.of(ms)).isEqualTo(oracle.format(Instant.ofEpochMilli(ms)));
    }
    assertThat(IsoMillis.of(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(IsoMillis.of(1_709_164_800_001L)).isEqualTo("2024-02-29T00:00:00.001Z");
    assertThat(IsoMillis.of(to + 1)).isEqualTo("+10000-01-01T00:00:00.000Z");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, -1",
        "'', -1",
        "0, 0",
        "5, 5000",
        "' 7 ', 7000",
        "99999999999999999999, 999999999000",
        "-1, -1",
        "1.5, -1",
        "soon, -1",
        "'Thu, 01 Jan 1970 00:01:40 GMT', 40000",
        "'Mon, 01 Jan 1970 00:01:40 GMT', 40000",
        "'Thu, 01 Jan 1970 00:00:40 GMT', 0",
        "'Thu, 99 Jan 1970 00:01:40 GMT', -1",
        "'Thursday, 01-Jan-70 00:01:40 GMT', 40000",
        "'Monday, 01-Jan-70 00:01:40 GMT', 40000",
        "'Friday, 01-Jan-71 00:01:00 GMT', 31536000000",
        "'Wednesday, 01-Jan-20 00:01:00 GMT', 1577836800000",
        "'Friday, 01-Jan-21 00:01:00 GMT', 0",
        "'Thursday, 99-Jan-70 00:01:40 GMT', -1",
        "'Thu Jan  1 00:01:40 1970', 40000",
        "'Mon Jan 11 00:01:00 1970', 864000000",
        "'Thu Jan 99 00:01:40 1970', -1",
        "'Thu Jan  1 00:01:40 1970 GMT', -1"
      })
  void retryAfterIsReadInSecondsAndAsADate(@Nullable String header, long ms) {
    assertThat(RetryAfter.ms(header, 60_000)).isEqualTo(ms);
  }

  @Test
  void aCharacterCutAtTheLimitIsLeftOut() {
    for (String character : new String[] {"ü", "€", "😀"}) {
      for (int ascii = 0; ascii < 4; ascii++) {
        byte[] all = ("a".repeat(ascii) + character.repeat(1_024)).getBytes(StandardCharsets.UTF_8);
        byte[] kept = java.util.Arrays.copyOf(all, 1_024);
        assertThat(ResponseText.readable(kept))
            .doesNotContain("\uFFFD")
            .startsWith("a".repeat(ascii));
      }
    }
  }

  @Test
  void bytesThatAreNoTextDoNotThrow() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      byte[] bytes = new byte[random.nextInt(1_025)];
      random.nextBytes(bytes);
      assertThat(ResponseText.readable(bytes).length()).isLessThanOrEqualTo(1_024);
    }
  }
}
