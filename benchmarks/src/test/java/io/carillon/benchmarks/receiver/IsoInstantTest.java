package io.carillon.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00.000Z",
        "2000-02-29T23:59:59.999Z",
        "2026-11-22T18:06:31.007Z",
        "2096-02-29T00:00:00.000Z",
        "2100-03-01T12:00:00.120Z"
      })
  void readsWhatInstantReads(String text) {
    assertThat(epochMs(text)).isEqualTo(Instant.parse(text).toEpochMilli());
  }

  @Test
  void everyDayOfFourCenturiesAgreesWithTheCalendar() {
    Instant day = Instant.parse("1900-01-01T00:00:00Z");
    for (int i = 0; i < 146_100; i++) {
      String text = day.toString().replace("Z", ".000Z");
      assertThat(epochMs(text)).isEqualTo(day.toEpochMilli());
      day = day.plusSeconds(86_400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22T18:06:31Z",
        "2026-11-22T18:06:31.000+01:00",
        "2026-13-22T18:06:31.000Z",
        "2026-11-22 18:06:31.000Z",
        "x026-11-22T18:06:31.000Z"
      })
  void otherFormsAreNone(String text) {
    assertThat(epochMs(text)).isEqualTo(IsoInstant.NONE);
  }

  private static long epochMs(String text) {
    byte[] data = ("  " + text).getBytes(StandardCharsets.US_ASCII);
    return IsoInstant.epochMs(data, 2, data.length);
  }
}
