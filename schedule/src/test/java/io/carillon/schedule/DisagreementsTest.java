package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where other schedulers say something else, who is right, and why. */
class DisagreementsTest {
  private static final Path RATIONALE = Path.of("RATIONALE.md");

  /**
   * Library, expression, zone and instant, the occurrences that follow it there and here, and who
   * is right. In place of an occurrence: refused; throws; none, where there is no more.
   */
  private static final String TABLE =
      """
      | spring | `0 30 1 * * ?` | America/New_York, 2026-11-01T04:00:00Z | 2026-11-01T05:30:00Z 2026-11-01T06:30:00Z | 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z | Carillon: a daily job fires once a day, also when the clock shows 01:30 twice |
      | quartz | `0 30 1 * * ?` | America/New_York, 2026-11-01T04:00:00Z | 2026-11-01T06:30:00Z | 2026-11-01T05:30:00Z | either: once is right; Carillon takes the first pass, as cron(8) does |
      | quartz | `0 */30 * * * ?` | America/New_York, 2026-11-01T04:50:00Z | 2026-11-01T06:00:00Z 2026-11-01T06:30:00Z | 2026-11-01T05:00:00Z 2026-11-01T05:30:00Z | Carillon: Quartz leaves out the whole hour before the clock goes back |
      | quartz | `0 45 1 * * ?` | Australia/Lord_Howe, 2026-04-04T12:00:00Z | 2026-04-04T15:15:00Z | 2026-04-04T14:45:00Z | either: the first pass, as above; half an hour here |
      | spring | `0 30 2 * * ?` | America/New_York, 2026-03-08T05:00:00Z | 2026-03-09T06:30:00Z | 2026-03-08T07:00:00Z | either: Spring leaves the day out, which is Carillon's SKIP; RUN_ONCE fires at the jump |
      | quartz | `0 30 2 * * ?` | America/New_York, 2026-03-08T05:00:00Z | 2026-03-09T06:30:00Z | 2026-03-08T07:00:00Z | either: as Spring |
      | cron-utils | `0 30 2 * * ?` | America/New_York, 2026-03-08T05:00:00Z | 2026-03-09T06:30:00Z | 2026-03-08T07:00:00Z | either: as Spring |
      | spring | `0 0 0 13 * FRI` | UTC, 2026-01-01T00:00:00Z | 2026-02-13T00:00:00Z | 2026-01-02T00:00:00Z | Carillon: cron fires when either day field matches; Spring's Friday the 13th is written +FRI |
      | quartz | `0 0 0 13 * FRI` | UTC, 2026-01-01T00:00:00Z | refused | 2026-01-02T00:00:00Z | Carillon: Quartz reads no two day fields |
      | cron-utils | `0 0 0 13 * FRI` | UTC, 2026-01-01T00:00:00Z | refused | 2026-01-02T00:00:00Z | Carillon: as Quartz |
      | spring | `0 0 0 31W * ?` | UTC, 2026-04-01T00:00:00Z | 2026-07-31T00:00:00Z | 2026-05-29T00:00:00Z 2026-07-31T00:00:00Z | Carillon: 2026-05-31 is a Sunday, and the nearest weekday of May is Friday the 29th |
      | cron-utils | `0 0 0 31W * ?` | UTC, 2026-04-01T00:00:00Z | throws | 2026-05-29T00:00:00Z | Carillon: April has no 31st, so it is passed over |
      | quartz | `0 30 9,17 LW * ?` | UTC, 2029-11-14T13:08:51Z | 2029-11-30T17:30:00Z | 2029-11-30T09:30:00Z | Carillon: with W, Quartz forgets times that are earlier in the day than the instant it is asked about |
      | quartz | `0 0 0 1W * ?` | UTC, 2028-07-02T03:12:19Z | 2028-08-01T00:00:00Z | 2028-07-03T00:00:00Z | Carillon: the 1st is a Saturday, gone by then, but Monday the 3rd that stands for it is not |
      | spring | `0 0 0 L-30 * ?` | UTC, 2026-01-02T12:00:00Z | 2026-01-29T00:00:00Z 2026-01-29T00:00:00Z | 2026-03-01T00:00:00Z 2026-05-01T00:00:00Z | Carillon: only months of 31 days have this day; Spring's answer is not after what it was asked |
      | cron-utils | `0 0 0 1,15,L * ?` | UTC, 2026-01-15T00:00:00Z | 2026-02-01T00:00:00Z | 2026-01-31T00:00:00Z | Carillon: cron-utils drops an L in a list |
      | cron-utils | `0 0 0 L-1,L * ?` | UTC, 2026-01-01T00:00:00Z | none | 2026-01-30T00:00:00Z 2026-01-31T00:00:00Z | Carillon: as above |
      | cron-utils | `0 0 0 1W,15W * ?` | UTC, 2026-01-16T00:00:00Z | 2026-02-01T00:00:00Z | 2026-02-02T00:00:00Z | Carillon: 2026-02-01 is a Sunday; cron-utils drops a W in a list |
      | quartz | `0 0 0 ? * MON#1,WED` | UTC, 2026-01-01T00:00:00Z | 2026-01-05T00:00:00Z 2026-02-02T00:00:00Z | 2026-01-05T00:00:00Z 2026-01-07T00:00:00Z | Carillon: Quartz drops what stands beside a # |
      | quartz | `0 0 0 ? * MON#1,FRIL` | UTC, 2026-01-01T00:00:00Z | refused | 2026-01-05T00:00:00Z 2026-01-30T00:00:00Z | Carillon: Quartz reads no L in a list of days of the week |
      | cron-utils | `0 0 0 ? * MON#1,FRIL` | UTC, 2026-01-01T00:00:00Z | refused | 2026-01-05T00:00:00Z 2026-01-30T00:00:00Z | Carillon: as Quartz |
      | cron-utils | `0 0 22-2 * * ?` | UTC, 2026-01-01T12:00:00Z | 2026-01-01T22:00:00Z 2026-01-02T22:00:00Z | 2026-01-01T22:00:00Z 2026-01-01T23:00:00Z | Carillon: cron-utils keeps only the first value of a range that wraps around |
      | spring | `0 0 22-2 * * ?` | UTC, 2026-01-01T12:00:00Z | refused | 2026-01-01T22:00:00Z | Carillon: Spring reads no ranges that wrap around |
      | quartz | `0 0 0 ? * SAT-WED/2` | UTC, 2026-01-02T12:00:00Z | 2026-01-03T00:00:00Z 2026-01-04T00:00:00Z | 2026-01-03T00:00:00Z 2026-01-05T00:00:00Z | Carillon: Quartz ignores a step behind names of days |
      | cron-utils | `0 0 0 29 2 ?` | UTC, 2096-03-01T00:00:00Z | none | 2104-02-29T00:00:00Z | Carillon: 2100 is no leap year, 2104 is; cron-utils ends with 2099 |
      | quartz | `0 0 0 ? * 1` | UTC, 2026-01-01T12:00:00Z | 2026-01-04T00:00:00Z | 2026-01-05T00:00:00Z | either: 1 is Monday in cron and Sunday in Quartz; names are safe |
      | cron-utils | `0 0 0 ? * 1` | UTC, 2026-01-01T12:00:00Z | 2026-01-04T00:00:00Z | 2026-01-05T00:00:00Z | either: as Quartz |
      | quartz | `0 0 0 ? * L` | UTC, 2026-01-01T12:00:00Z | 2026-01-03T00:00:00Z | refused | either: an L without a day is Saturday in Quartz, which few expect |
      | quartz | `0 0 0 L-3W * ?` | UTC, 2026-01-01T12:00:00Z | 2026-01-28T00:00:00Z | refused | either: not in Carillon's grammar |
      | quartz | `0 40/30 * * * ?` | UTC, 2026-01-02T12:00:00Z | 2026-01-02T12:40:00Z | refused | either: a step that goes beyond its range is more likely a mistake |
      | quartz | `0 0 0 30 2 ?` | UTC, 2026-01-02T12:00:00Z | none | refused | Carillon: what never fires is refused when it is written, not found out later |
      """;

  static Stream<String> rows() {
    return TABLE.lines();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isStillTheCase(String row) {
    String[] cells = row.substring(2).split(" \\| ", -1);
    Oracle library = Oracle.valueOf(cells[0].toUpperCase(Locale.ROOT).replace('-', '_'));
    String expression = cells[1].replace("`", "");
    String[] start = cells[2].split(", ", -1);
    ZoneId zone = ZoneId.of(start[0]);
    Instant after = Instant.parse(start[1]);

    assertThat(answer(library, expression, zone, after, cells[3])).isEqualTo(cells[3]);
    assertThat(answer(Oracle.CARILLON, expression, zone, after, cells[4])).isEqualTo(cells[4]);
    assertThat(cells[4]).isNotEqualTo(cells[3]);
    assertThat(cells[5]).matches("(Carillon|either): .+ \\|");
  }

  @Test
  void theRationaleHasTheSameTable() throws IOException {
    assertThat(Files.readString(RATIONALE)).endsWith("|---|---|---|---|---|---|\n" + TABLE);
  }

  private static String answer(
      Oracle scheduler, String expression, ZoneId zone, Instant after, String expected) {
    int count = expected.split(" ", -1).length;
    return String.join(" ", scheduler.answers(expression, zone, after, count));
  }
}
