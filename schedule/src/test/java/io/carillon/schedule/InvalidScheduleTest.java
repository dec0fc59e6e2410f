package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvalidScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "60 0 0 * * *       | second       | 1  | 60 is out of range",
        "0 */0 * * * *      | minute       | 5  | a step of 0",
        "0 */61 * * * *     | minute       | 5  | the step 61 is larger than its range of 60 values",
        "0 10-15/7 * * * *  | minute       | 9  | the step 7 is larger than its range of 6 values",
        "0 0 20/5 * * *     | hour         | 8  | the step 5 is larger than its range of 4 values",
        "0 0 24 * * *       | hour         | 5  | 24 is out of range (midnight is 0)",
        "0 24 * * *         | hour         | 3  | 24 is out of range (midnight is 0)",
        "0 0 ? * * *        | hour         | 5  | '?' stands only in day-of-month and day-of-week",
        "0 0 0 0 * *        | day-of-month | 7  | 0 is out of range",
        "0 0 0 32 * *       | day-of-month | 7  | 32 is out of range",
        "0 0 0 ?,3 * *      | day-of-month | 7  | '?' stands alone",
        "0 0 0 ?/3 * *      | day-of-month | 7  | '?' stands alone",
        "0 0 0 * 13 *       | month        | 9  | 13 is out of range",
        "0 0 0 * JANUARY *  | month        | 9  | unknown 'JANUARY' (did you mean JAN?)",
        "0 0 0 * MON *      | month        | 9  | unknown 'MON'",
        "0 0 0 * * 8        | day-of-week  | 11 | 8 is out of range",
        "0 0 0 * * MON-     | day-of-week  | 15 | a number is missing",
        "0 0 0 * * Sunday   | day-of-week  | 11 | unknown 'SUNDAY' (did you mean SUN?)",
        "1,,2 0 0 * * *     | second       | 3  | a value is missing",
        ",1 0 0 * * *       | second       | 1  | a value is missing",
        "1, 0 0 * * *       | second       | 3  | a value is missing",
        "1/ 0 0 * * * *     | expression   | 14 | it has 7 fields",
        "1/ 0 0 * * *       | second       | 3  | a number is missing",
        "-5 0 0 * * *       | second       | 1  | unexpected '-'",
        "5-- 0 0 * * *      | second       | 3  | unexpected '-'",
        "1-2-3 0 0 * * *    | second       | 4  | unexpected '-'",
        "1/2/3 0 0 * * *    | second       | 4  | unexpected '/'",
        "** 0 0 * * *       | second       | 2  | unexpected '*'",
        "*5 0 0 * * *       | second       | 2  | unexpected '5'",
        "1.5 0 0 * * *      | second       | 2  | unexpected '.'",
        "99999999999 0 0 * * * | second    | 1  | 99999999999 is out of range",
        "4294967296 0 0 * * * | second     | 1  | 4294967296 is out of range",
        "0 0 0 L * *        | day-of-month | 7  | unknown 'L'",
        "0 0 0 LW * *       | day-of-month | 7  | unknown 'LW'",
        "0 0 0 15W * *      | day-of-month | 9  | unexpected 'W'",
        "0 0 0 * * 5L       | day-of-week  | 12 | unexpected 'L'",
        "0 0 0 * * MON#2    | day-of-week  | 14 | unexpected '#'",
        "0 0 0 1 * +MON     | day-of-week  | 11 | unexpected '+'",
        "H H * * * *        | second       | 1  | unknown 'H'",
        "0 H(0-9) * * * *   | minute       | 3  | unknown 'H'",
        "0 0 0 1 1 * 2030   | expression   | 13 | it has 7 fields",
        "0 0 * *            | expression   | 8  | it has 4 fields",
        "daily              | expression   | 6  | it has 1 field",
        "0 0 0 30 2 *       | day-of-month | 7  | never fires before the year 2200: no day 30 in month 2",
        "0 0  31 FEB,apr ?   | day-of-month | 6  | never fires before the year 2200: no day 31 in month FEB,APR",
        "@fortnightly       | expression   | 1  | unknown '@fortnightly'",
        "@daily 5           | expression   | 8  | a nickname stands alone",
        "@every             | @every       | 7  | the duration is missing",
        "@every soon        | @every       | 8  | this is not a duration",
        "@every 90          | @every       | 8  | this is not a duration",
        "@every -90s        | @every       | 8  | this is not a duration",
        "@every 1d          | @every       | 8  | this is not a duration",
        "@every P1M         | @every       | 8  | this is not a duration",
        "@every 90 s        | expression   | 11 | one value follows a keyword",
        "@every 999ms       | @every       | 8  | the duration is shorter than 1s",
        "@every 0s          | @every       | 8  | the duration is shorter than 1s",
        "@every PT-5S       | @every       | 8  | the duration is shorter than 1s",
        "@every 8784h1ms    | @every       | 8  | the duration is longer than 366 days",
        "@every P367D       | @every       | 8  | the duration is longer than 366 days",
        "@every PT9223372036854775807S | @every | 8 | the duration is longer than 366 days",
        "@every PT99999999999999999999S | @every | 8 | this is not a duration",
        "@every 99999999999999999999h | @every | 8 | the duration is longer than 366 days",
        "@every 1000001us   | @every       | 8  | the duration has a part of a millisecond",
        "@every PT1.0001S   | @every       | 8  | the duration has a part of a millisecond",
        "@at                | @at          | 4  | the date-time is missing",
        "@at tomorrow       | @at          | 5  | this is not a date-time with an offset",
        "@at 2027-01-01     | @at          | 15 | this is not a date-time with an offset",
        "@at 2027-01-01T09:00:00 | @at     | 24 | this is not a date-time with an offset",
        "@at 2027-02-29T09:00:00Z | @at    | 5  | this is not a date-time with an offset",
        "@at 2027-01-01T24:00:00Z | @at    | 5  | this is not a date-time with an offset",
        "@at 2027-01-01T09:00:00+01:00[Europe/Paris] | @at | 30 | this is not a date-time with an offset",
        "@at 2200-01-01T00:00:00Z | @at    | 5  | the date-time is out of range",
        "@at 1969-12-31T23:59:59Z | @at    | 5  | the date-time is out of range",
      })
  void isRefusedAtTheRightPlace(String expression, String field, int position, String problem) {
    InvalidScheduleException refusal = refusal(expression);
    assertThat(refusal.field()).isEqualTo(field);
    assertThat(refusal.position()).isEqualTo(position);
    assertThat(refusal)
        .hasMessageStartingWith(field + ", position " + position + ": " + problem + "; ");
  }

  @Test
  void theMessageSaysWhatIsAllowed() {
    assertThat(refusal("0 0 0 * FOO *"))
        .hasMessage(
            "month, position 9: unknown 'FOO'; allowed are *, 1 to 12 or JAN to DEC, ranges a-b,"
                + " steps /n and lists of these");
    assertThat(refusal("@reboot"))
        .hasMessage(
            "expression, position 1: unknown '@reboot'; allowed are @yearly @annually @monthly"
                + " @weekly @daily @midnight @hourly @minutely @secondly, @every <duration> and"
                + " @at <date-time>");
    assertThat(refusal("* * *"))
        .hasMessage(
            "expression, position 6: it has 3 fields; allowed are 6 (second minute hour"
                + " day-of-month month day-of-week) or 5 (without second)");
  }

  @Test
  void textThatIsNoExpressionIsRefused() {
    assertThat(refusal("")).hasMessageContaining("position 1: it is empty");
    assertThat(refusal(" \t ")).hasMessageContaining("it is empty");
    assertThat(refusal("0 0 0 * * \u0130"))
        .hasMessageContaining("position 11: unexpected character U+0130");
    assertThat(refusal("0 0 0 *\u0000* *"))
        .hasMessageContaining("position 8: unexpected character U+0000");
    assertThat(refusal("*".repeat(513))).hasMessageContaining("it has 513 characters");
    assertThat(refusal("*".repeat(512))).hasMessageContaining("it has 1 field");
  }

  private static InvalidScheduleException refusal(String expression) {
    InvalidScheduleException refusal =
        catchThrowableOfType(
            InvalidScheduleException.class,
            () -> Schedule.parse(expression, ZoneOffset.UTC, Instant.EPOCH));
    assertThat(refusal).as(expression).isNotNull();
    return refusal;
  }
}
