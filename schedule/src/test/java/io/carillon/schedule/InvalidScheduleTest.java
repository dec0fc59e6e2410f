package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidScheduleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "60 0 0 * * *               | second       |  1 | 60 is out of range (59 is the last, 0 begins the next one)",
        "0 60 * * * *               | minute       |  3 | 60 is out of range (59 is the last, 0 begins the next one)",
        "0 61 * * * *               | minute       |  3 | 61 is out of range",
        "0 */0 * * * *              | minute       |  5 | a step of 0 (the least is 1)",
        "0 */61 * * * *             | minute       |  5 | the step 61 is larger than its range of 60 values",
        "0 10-15/7 * * * *          | minute       |  9 | the step 7 is larger than its range of 6 values",
        "0 0 20/5 * * *             | hour         |  8 | the step 5 is larger than its range of 4 values",
        "0 0 24 * * *               | hour         |  5 | 24 is out of range (midnight is 0)",
        "0 24 * * *                 | hour         |  3 | 24 is out of range (midnight is 0)",
        "0 0 ? * * *                | hour         |  5 | unexpected '?' (it stands only in day-of-month and day-of-week; write *)",
        "0 0 0 0 * *                | day-of-month |  7 | 0 is out of range",
        "0 0 0 32 * *               | day-of-month |  7 | 32 is out of range",
        "0 0 0 ?,3 * *              | day-of-month |  7 | unexpected '?' (it stands alone)",
        "0 0 0 ?/3 * *              | day-of-month |  7 | unexpected '?' (it stands alone)",
        "0 0 0 * 13 *               | month        |  9 | 13 is out of range",
        "0 0 0 * JANUARY *          | month        |  9 | unknown 'JANUARY' (did you mean JAN?)",
        "0 0 0 * MON *              | month        |  9 | unknown 'MON' (MON belongs in day-of-week)",
        "0 0 0 * SUN *              | month        |  9 | unknown 'SUN' (SUN belongs in day-of-week)",
        "0 0 0 * * JUN              | day-of-week  | 11 | unknown 'JUN' (JUN belongs in month)",
        "0 0 0 * * 8                | day-of-week  | 11 | 8 is out of range",
        "0 0 0 * * MON-FRY          | day-of-week  | 15 | unknown 'FRY' (did you mean FRI?)",
        "0 0 0 * * MON-             | day-of-week  | 15 | a value is missing",
        "0 0 0 * * Sunday           | day-of-week  | 11 | unknown 'SUNDAY' (did you mean SUN?)",
        "0 0 0 * * Tues             | day-of-week  | 11 | unknown 'TUES' (did you mean TUE?)",
        "0 0 0 * * weekday          | day-of-week  | 11 | unknown 'WEEKDAY' (did you mean MON-FRI?)",
        "0 0 0 * * MON, FRI         | day-of-week  | 15 | a list item is empty (a list has no white space and no extra comma)",
        "1,,2 0 0 * * *             | second       |  3 | a list item is empty (a list has no white space and no extra comma)",
        ",1 0 0 * * *               | second       |  1 | a list item is empty (a list has no white space and no extra comma)",
        "1, 0 0 * * *               | second       |  3 | a list item is empty (a list has no white space and no extra comma)",
        "1/ 0 0 * * * *             | second       |  3 | a number is missing",
        "-5 0 0 * * *               | second       |  1 | unexpected '-'",
        "5-- 0 0 * * *              | second       |  3 | unexpected '-'",
        "1-2-3 0 0 * * *            | second       |  4 | unexpected '-'",
        "1/2/3 0 0 * * *            | second       |  4 | unexpected '/' (a step follows *, a value or a range)",
        "** 0 0 * * *               | second       |  2 | unexpected '*'",
        "*5 0 0 * * *               | second       |  2 | unexpected '5'",
        "/5 * * * * *               | second       |  1 | unexpected '/' (did you mean */n?)",
        "1.5 0 0 * * *              | second       |  2 | unexpected '.'",
        "99999999999 0 0 * * *      | second       |  1 | 99999999999 is out of range",
        "0 0 09:30 * * *            | hour         |  7 | unexpected ':' (hour and minute are fields of their own)",
        "0 0 9;17 * * *             | hour         |  6 | unexpected ';' (a list is written with commas)",
        "L 0 0 * * *                | second       |  1 | unknown 'L' (L stands only in day-of-month and day-of-week)",
        "0 0 L * * *                | hour         |  5 | unknown 'L' (L stands only in day-of-month and day-of-week)",
        "0 0 0 WL * *               | day-of-month |  7 | unknown 'WL' (did you mean LW?)",
        "0 0 0 W * *                | day-of-month |  7 | unknown 'W' (W follows a day of the month, as 15W)",
        "0 0 0 W15 * *              | day-of-month |  7 | unknown 'W' (W follows a day of the month, as 15W)",
        "0 0 0 32W * *              | day-of-month |  7 | 32 is out of range",
        "0 0 0 1-5W * *             | day-of-month | 10 | unexpected 'W' (it follows a single day of the month, as 15W, or L)",
        "0 0 0 15W/2 * *            | day-of-month | 10 | unexpected '/' (a step follows *, a value or a range)",
        "0 0 0 L/2 * *              | day-of-month |  8 | unexpected '/' (a step follows *, a value or a range)",
        "0 0 0 L-0 * *              | day-of-month |  9 | 0 is out of range (L-1 to L-30; the last day itself is L)",
        "0 0 0 L-31 * *             | day-of-month |  9 | 31 is out of range (L-1 to L-30; the last day itself is L)",
        "0 0 0 L- * *               | day-of-month |  9 | a number is missing",
        "0 0 0 L-3W * *             | day-of-month | 10 | unexpected 'W' (it follows a single day of the month, as 15W, or L)",
        "0 0 0 1-L * *              | day-of-month |  9 | unknown 'L' (L stands alone, as L-n or as LW)",
        "0 0 0 LX * *               | day-of-month |  7 | unknown 'LX'",
        "0 0 0 15L * *              | day-of-month |  9 | unexpected 'L' (it follows a single day of the week, as FRIL, or stands alone)",
        "0 0 0 FRIL * *             | day-of-month |  7 | unknown 'FRIL' (FRIL belongs in day-of-week)",
        "0 0 0 5#2 * *              | day-of-month |  8 | unexpected '#' (it stands only in day-of-week)",
        "0 0 0 ? * L                | day-of-week  | 11 | unknown 'L' (L follows a day: SATL is the last Saturday)",
        "0 0 0 ? * LW               | day-of-week  | 11 | unknown 'LW' (LW stands only in day-of-month)",
        "0 0 0 ? * LFRI             | day-of-week  | 11 | unknown 'LFRI' (did you mean FRIL?)",
        "0 0 0 ? * 15W              | day-of-week  | 11 | 15 is out of range",
        "0 0 0 ? * MON#6            | day-of-week  | 15 | 6 is out of range (#1 to #5, or #L for the last of the month)",
        "0 0 0 ? * MON#0            | day-of-week  | 15 | 0 is out of range (#1 to #5, or #L for the last of the month)",
        "0 0 0 ? * MON#             | day-of-week  | 15 | a number is missing",
        "0 0 0 ? * MON#X            | day-of-week  | 15 | unexpected 'X'",
        "0 0 0 ? * MON#1#2          | day-of-week  | 16 | unexpected '#' (it follows a single day, as FRI#2)",
        "0 0 0 ? * MON-FRIL         | day-of-week  | 18 | unexpected 'L' (it follows a single day of the week, as FRIL, or stands alone)",
        "0 0 0 ? * MON-FRI#2        | day-of-week  | 18 | unexpected '#' (it follows a single day, as FRI#2)",
        "0 0 0 ? * #2               | day-of-week  | 11 | unexpected '#' (it follows a single day, as FRI#2)",
        "0 0 0 ? * 8L               | day-of-week  | 11 | 8 is out of range",
        "0 0 0 ? * +                | day-of-week  | 12 | a list item is empty (a list has no white space and no extra comma)",
        "0 0 0 ? * ++MON            | day-of-week  | 12 | unexpected '+' (it stands only in front of day-of-week)",
        "0 0 0 ? * MON,+FRI         | day-of-week  | 15 | unexpected '+' (it stands only in front of day-of-week)",
        "0 0 0 +1 * ?               | day-of-month |  7 | unexpected '+' (it stands only in front of day-of-week)",
        "0 0 0 C * ?                | day-of-month |  7 | unknown 'C'",
        "H( * * * * *               | second       |  3 | a value is missing",
        "H() * * * * *              | second       |  3 | unexpected ')'",
        "H(5) * * * * *             | second       |  4 | H is spread over a range (write H(a-b))",
        "H(5- * * * * *             | second       |  5 | a value is missing",
        "H(5-9 * * * * *            | second       |  6 | a ')' is missing",
        "H(5-60) * * * * *          | second       |  5 | 60 is out of range (59 is the last, 0 begins the next one)",
        "H(*) * * * * *             | second       |  3 | unexpected '*'",
        "H/0 * * * * *              | second       |  3 | a step of 0 (the least is 1)",
        "H/61 * * * * *             | second       |  3 | the step 61 is larger than its range of 60 values",
        "H(0-9)/11 * * * * *        | second       |  8 | the step 11 is larger than its range of 10 values",
        "0 0 0 H/29 * *             | day-of-month |  9 | the step 29 is larger than its range of 28 values",
        "5H * * * * *               | second       |  2 | unexpected 'H' (it stands in place of a value, as H, H(a-b) or H/n)",
        "H5 * * * * *               | second       |  2 | unexpected '5'",
        "H-5 * * * * *              | second       |  2 | unexpected '-'",
        "HH * * * * *               | second       |  1 | unknown 'HH'",
        "0 0 0 1 1 ? H              | year         | 13 | H alone is one of 230 years, most likely gone (give a range, as H(2030-2039))",
        "0 0 0 1 1 ? 1969           | year         | 13 | 1969 is out of range",
        "0 0 0 1 1 ? 2200           | year         | 13 | 2200 is out of range",
        "0 0 0 1 1 ? 30             | year         | 13 | 30 is out of range (did you mean 2030?)",
        "0 0 0 1 1 ? 2030-2027      | year         | 18 | the range ends before its start (years do not wrap around)",
        "0 0 0 1 1 2030             | day-of-week  | 11 | 2030 is out of range (a year is the 7th field)",
        "0 9 1 1 * 2030             | day-of-week  | 11 | 2030 is out of range (a year is the 7th field)",
        "30 9 * * MON-FRI 2027      | month        | 10 | unknown 'MON' (MON belongs in day-of-week)",
        "30 9 * * MON-FRI *         | month        | 10 | unknown 'MON' (MON belongs in day-of-week)",
        "30 9 * * MON-FRI 0         | month        | 10 | unknown 'MON' (MON belongs in day-of-week)",
        "0 10 * * ? *               | month        | 10 | unexpected '?' (it stands only in day-of-month and day-of-week; write *)",
        "15 12 ? * MON-FRI *        | hour         |  7 | unexpected '?' (it stands only in day-of-month and day-of-week; write *)",
        "0 0 24 * * 1               | hour         |  5 | 24 is out of range (midnight is 0)",
        "0 30 25 * * MON            | hour         |  6 | 25 is out of range",
        "0 0 * *                    | expression   |  8 | it has 4 fields",
        "daily                      | expression   |  6 | it has 1 field (did you mean @daily?)",
        "0 0 0 1 1 ? 2027 x         | expression   | 18 | it has 8 fields",
        "0 0 0 30 2 *               | day-of-month |  7 | never fires before the year 2200: no day 30 in month 2",
        "0 0  31 FEB,apr ?          | day-of-month |  6 | never fires before the year 2200: no day 31 in month FEB,APR",
        "0 0 0 29 2 ? 2101          | day-of-month |  7 | never fires before the year 2200: no day 29 in month 2 in year 2101",
        "0 0 0 29 2 ? 2025-2027     | day-of-month |  7 | never fires before the year 2200: no day 29 in month 2 in year 2025-2027",
        "0 0 0 31W 2,4,6 ?          | day-of-month |  7 | never fires before the year 2200: no day 31W in month 2,4,6",
        "0 0 0 L-30 2,4 ?           | day-of-month |  7 | never fires before the year 2200: no day L-30 in month 2,4",
        "0 0 0 ? 2 MON#5 2027       | day-of-week  | 11 | never fires before the year 2200: no day on MON#5 in month 2 in year 2027",
        "0 0 0 15 * +MON#1          | day-of-month |  7 | never fires before the year 2200: no day 15 on +MON#1",
        "0 0 0 1 1 +MON 2027        | day-of-month |  7 | never fires before the year 2200: no day 1 on +MON in month 1 in year 2027",
        "0 15 * +MON#1              | expression   | 14 | it has 4 fields",
        "0 0 0 H(30-31) 2 ?         | day-of-month |  7 | never fires before the year 2200: no day H(30-31) in month 2",
        "@fortnightly               | expression   |  1 | unknown '@fortnightly'",
        "@everyday                  | expression   |  1 | unknown '@everyday' (did you mean @daily?)",
        "@everyminute               | expression   |  1 | unknown '@everyminute' (did you mean @minutely?)",
        "@every5m                   | expression   |  1 | unknown '@every5m' (did you mean @every 5m?)",
        "@evry 5m                   | expression   |  1 | unknown '@evry' (did you mean @every?)",
        "@dayly                     | expression   |  1 | unknown '@dayly' (did you mean @daily?)",
        "@montly                    | expression   |  1 | unknown '@montly' (did you mean @monthly?)",
        "@anually                   | expression   |  1 | unknown '@anually' (did you mean @annually?)",
        "@reboot                    | expression   |  1 | unknown '@reboot'",
        "@daily 5                   | expression   |  8 | a nickname stands alone",
        "@every                     | @every       |  7 | the duration is missing",
        "@every soon                | @every       |  8 | this is not a duration",
        "@every 90                  | @every       |  8 | this is not a duration (did you mean 90s?)",
        "@every 5min                | @every       |  8 | this is not a duration (did you mean 5m?)",
        "@every 30 sec              | expression   | 11 | one value follows a keyword",
        "@every 2days               | @every       |  8 | this is not a duration (did you mean 48h?)",
        "@every 1d                  | @every       |  8 | this is not a duration (did you mean 24h?)",
        "@every 1w                  | @every       |  8 | this is not a duration (did you mean 168h?)",
        "@every P1M                 | @every       |  8 | this is not a duration",
        "@every -90s                | @every       |  8 | this is not a duration",
        "@at                        | @at          |  4 | the date-time is missing",
        "@at tomorrow               | @at          |  5 | this is not a date-time with an offset",
        "@at 2027-01-01             | @at          | 15 | this is not a date-time with an offset",
        "@at 2027-01-01T09:00:00    | @at          | 24 | this is not a date-time with an offset",
        "0 0 0 * * weekdays         | day-of-week  | 11 | unknown 'WEEKDAYS' (did you mean MON-FRI?)",
        "0 0 0 * MONDAY *           | month        |  9 | unknown 'MONDAY' (MONDAY belongs in day-of-week)",
        "4294967296 0 0 * * *       | second       |  1 | 4294967296 is out of range",
        "@every 999ms               | @every       |  8 | the duration is shorter than 1s",
        "@every 0s                  | @every       |  8 | the duration is shorter than 1s",
        "@every PT-5S               | @every       |  8 | the duration is shorter than 1s",
        "@every 8784h1ms            | @every       |  8 | the duration is longer than 366 days",
        "@every P367D               | @every       |  8 | the duration is longer than 366 days",
        "@every PT9223372036854775807S | @every       |  8 | the duration is longer than 366 days",
        "@every PT99999999999999999999S | @every       |  8 | this is not a duration",
        "@every 99999999999999999999h | @every       |  8 | the duration is longer than 366 days",
        "@every 1000001us           | @every       |  8 | the duration has a part of a millisecond",
        "@every PT1.0001S           | @every       |  8 | the duration has a part of a millisecond",
        "@every 90 s                | expression   | 11 | one value follows a keyword",
        "@at 2027-02-29T09:00:00Z   | @at          |  5 | this is not a date-time with an offset",
        "@at 2027-01-01T24:00:00Z   | @at          |  5 | this is not a date-time with an offset",
        "@at 2027-01-01T09:00:00+01:00[Europe/Paris] | @at          | 30 | this is not a date-time with an offset",
        "@at 2200-01-01T00:00:00Z   | @at          |  5 | the date-time is out of range",
        "@at 1969-12-31T23:59:59Z   | @at          |  5 | the date-time is out of range",
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
                + " steps /n, H and lists of these");
    assertThat(refusal("0 0 0 * * MON-FRY"))
        .hasMessage(
            "day-of-week, position 15: unknown 'FRY' (did you mean FRI?); allowed are * or ?, 0 to 7"
                + " or SUN to SAT (1 is Monday, 0 and 7 are Sunday), ranges a-b, steps /n, nL, n#k,"
                + " H and lists of these");
    assertThat(refusal("0 0 0 L-31 * *"))
        .hasMessageEndingWith(
            "; allowed are * or ?, 1 to 31, ranges a-b, steps /n, L, L-n, LW, nW, H and lists of"
                + " these");
    assertThat(refusal("@reboot"))
        .hasMessage(
            "expression, position 1: unknown '@reboot'; allowed are @yearly @annually @monthly"
                + " @weekly @daily @midnight @hourly @minutely @secondly, @every <duration> and"
                + " @at <date-time>");
    assertThat(refusal("* * *"))
        .hasMessage(
            "expression, position 6: it has 3 fields; allowed are 6 (second minute hour"
                + " day-of-month month day-of-week), 5 (without second) or 7 (with year)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "30 9 * * MON-FRI 0    | '0 30 9 * * MON-FRI' (the second comes first)",
        "30 9 * * MON-FRI 2027 | '0 30 9 * * MON-FRI 2027' (with a year the second is written too)",
        "0 10 * * ? *          | '0 0 10 * * ? *' (with a year the second is written too)",
        "15 12 ? * MON-FRI *   | '0 15 12 ? * MON-FRI *' (with a year the second is written too)",
        "0 9 1 1 * 2030        | '0 0 9 1 1 * 2030' (with a year the second is written too)",
      })
  void sixFieldsInAnotherOrderAreRecognized(String expression, String meant) {
    assertThat(refusal(expression)).hasMessageEndingWith("; did you mean " + meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 24 * * *", "0 0 24 * * 1", "60 9 1 1 * 5", "0 30 25 * * MON"})
  void aWrongValueIsNotTakenForAnotherOrder(String expression) {
    assertThat(refusal(expression)).hasMessageContaining("; allowed are ");
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
