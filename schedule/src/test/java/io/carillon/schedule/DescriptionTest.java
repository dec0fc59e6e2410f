package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTest {

  /** To be read line by line, as a user would. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "31 10-15 1 * * MON-FRI       | at second 31 of every minute from 01:10 to 01:15, Monday to Friday",
        "* * * * *                    | every minute",
        "* * * * * *                  | every second",
        "0 * * * * *                  | every minute",
        "31 * * * * *                 | at second 31 of every minute",
        "*/10 * * * * *               | every 10 seconds",
        "5/10 * * * * *               | every 10 seconds, starting at second 5 of every minute",
        "*/7 * * * * *                | at every 7th second from 0 to 56 of every minute",
        "0,15,40 * * * * *            | at seconds 0, 15 and 40 of every minute",
        "10-15 * * * * *              | at seconds 10 to 15 of every minute",
        "0 */5 * * * *                | every 5 minutes",
        "0 5/15 * * * *               | every 15 minutes, starting at minute 5 of every hour",
        "31 */15 * * * *              | at second 31 of minutes 0, 15, 30 and 45 of every hour",
        "0 */25 * * * *               | at minutes 0, 25 and 50 of every hour",
        "0 */7 * * * *                | at every 7th minute from 0 to 56 of every hour",
        "0 0 * * * *                  | every hour",
        "0 30 * * * *                 | at minute 30 of every hour",
        "31 30 * * * *                | at second 31 of minute 30 of every hour",
        "0 0,30 * * * *               | every 30 minutes",
        "0 10-15 * * * *              | at minutes 10 to 15 of every hour",
        "0 1,2,3,17,40,41,42 * * * *  | at minutes 1 to 3, 17 and 40 to 42 of every hour",
        "* 30 * * * *                 | every second of minute 30 of every hour",
        "*/10 30 * * * *              | every 10 seconds of minute 30 of every hour",
        "* 10-15 * * * *              | every second of minutes 10 to 15 of every hour",
        "10-15 30 * * * *             | at seconds 10 to 15 of minute 30 of every hour",
        "0 0 */2 * * *                | every 2 hours",
        "0 0 1/2 * * *                | every 2 hours from 01:00 to 23:00",
        "0 30 */2 * * *               | every 2 hours from 00:30 to 22:30",
        "0 0 */5 * * *                | every 5 hours from 00:00 to 20:00, every day",
        "0 0 9-17 * * *               | every hour from 09:00 to 17:00, every day",
        "0 30 9-17 * * MON-FRI        | every hour from 09:30 to 17:30, Monday to Friday",
        "0 */15 9-17 * * MON-FRI      | every 15 minutes from 09:00 to 17:45, Monday to Friday",
        "0 5/15 9-17 * * *            | every 15 minutes from 09:05 to 17:50, every day",
        "31 */15 9-17 * * *           | every 15 minutes from 09:00:31 to 17:45:31, every day",
        "31 * 9-17 * * *              | at second 31 of every minute from 09:00 to 17:59, every day",
        "* * 9-17 * * *               | every second from 09:00:00 to 17:59:59, every day",
        "*/10 * 9-17 * * *            | every 10 seconds from 09:00:00 to 17:59:50, every day",
        "0 * 22-2 * * *               | every minute from 22:00 to 02:59, every day",
        "0 * 22-2 * * MON-FRI         | every minute from 00:00 to 02:59 and from 22:00 to 23:59, Monday to Friday",
        "0 0 22-2 * * FRI             | at 00:00, 01:00, 02:00, 22:00 and 23:00, every Friday",
        "0 0 20-4 1 * *               | at minute 0 of hours 0 to 4 and 20 to 23, on the 1st of the month",
        "0 0 20-4 * 6 *               | at minute 0 of hours 0 to 4 and 20 to 23, every day in June",
        "0 */15 9-11,14-17 * * *      | every 15 minutes from 09:00 to 11:45 and from 14:00 to 17:45, every day",
        "0 */15 */2 * * *             | at minutes 0, 15, 30 and 45 of every 2nd hour from 00:00 to 22:59",
        "0 10-15 9-17 * * *           | at minutes 10 to 15 of every hour from 09:00 to 17:59, every day",
        "0 10-50/2 9 * * *            | every 2 minutes from 09:10 to 09:50, every day",
        "0 10-50/2 9-17 * * *         | at every 2nd minute from 10 to 50 of every hour from 09:00 to 17:59, every day",
        "0 10-50/2 * * * *            | at every 2nd minute from 10 to 50 of every hour",
        "0 */15 9 * * *               | every 15 minutes from 09:00 to 09:45, every day",
        "0 0,30 9,17 * * *            | at 09:00, 09:30, 17:00 and 17:30, every day",
        "0 0 9 * * *                  | at 09:00, every day",
        "0 0 0 * * *                  | at 00:00, every day",
        "30 30 9 * * *                | at 09:30:30, every day",
        "0 0 8,12,18 * * *            | at 08:00, 12:00 and 18:00, every day",
        "0 0 0,1,2,5,7,11,13,17 * * * | at minute 0 of hours 0 to 2, 5, 7, 11, 13 and 17, every day",
        "0 1,2,3,5,7,11,13 9 * * *    | at minutes 1 to 3, 5, 7, 11 and 13 of the hour from 09:00 to 09:59, every day",
        "* 25 1 * * *                 | every second from 01:25:00 to 01:25:59, every day",
        "0-30 25 1 * * *              | every second from 01:25:00 to 01:25:30, every day",
        "0,20,40,55 * 9 * * *         | at seconds 0, 20, 40 and 55 of every minute from 09:00 to 09:59, every day",
        "0,20,40,55 25 1 * * *        | at seconds 0, 20, 40 and 55 of 01:25, every day",
        "0 0 9 1 * *                  | at 09:00, on the 1st of the month",
        "0 0 9 1,15 * *               | at 09:00, on the 1st and the 15th of the month",
        "0 0 9 1-7 * *                | at 09:00, from the 1st to the 7th of the month",
        "0 0 9 */2 * *                | at 09:00, on every 2nd day from the 1st to the 31st of the month",
        "0 0 9 */10 * *               | at 09:00, on the 1st, the 11th, the 21st and the 31st of the month",
        "0 0 9 1-5,20 * *             | at 09:00, on the 1st to the 5th and the 20th of the month",
        "0 0 9 L * *                  | at 09:00, on the last day of the month",
        "0 0 9 L-1 * *                | at 09:00, on the day before the last day of the month",
        "0 0 9 L-3 * *                | at 09:00, on the day 3 days before the last day of the month",
        "0 0 9 LW * *                 | at 09:00, on the last weekday of the month",
        "0 0 9 15W * *                | at 09:00, on the weekday nearest to the 15th of the month",
        "0 0 9 1,15,L * *             | at 09:00, on the 1st, the 15th and the last day of the month",
        "0 0 9 1W,15W,LW * *          | at 09:00, on the weekday nearest to the 1st, the weekday nearest to the 15th and the last weekday of the month",
        "0 0 9 ? * FRI                | at 09:00, every Friday",
        "0 0 9 ? * MON,WED,FRI        | at 09:00, every Monday, Wednesday and Friday",
        "0 0 9 ? * SAT,SUN            | at 09:00, every Saturday and Sunday",
        "0 0 9 ? * FRI-MON            | at 09:00, Friday to Monday",
        "0 0 9 ? * FRIL               | at 09:00, on the last Friday of the month",
        "0 0 9 ? * FRI#2              | at 09:00, on the second Friday of the month",
        "0 0 9 ? * FRI#L              | at 09:00, on the last Friday of the month",
        "0 0 9 ? * MON#1,FRI#L        | at 09:00, on the first Monday and the last Friday of the month",
        "0 0 9 ? * MON,FRI#2          | at 09:00, every Monday and on the second Friday of the month",
        "0 0 9 13 * FRI               | at 09:00, on the 13th of the month and also every Friday",
        "0 0 9 13 * +FRI              | at 09:00, on the 13th of the month, only when it falls on a Friday",
        "0 0 9 1-7 * +MON             | at 09:00, from the 1st to the 7th of the month, only when it falls on a Monday",
        "0 0 9 L * +MON-FRI           | at 09:00, on the last day of the month, only when it falls on Monday to Friday",
        "0 0 9 1 * MON-FRI            | at 09:00, on the 1st of the month and also Monday to Friday",
        "0 0 9 13 1 FRI               | at 09:00, on the 13th of January and also every Friday in January",
        "0 0 9 1 1 *                  | at 09:00, on the 1st of January",
        "0 0 9 1 JAN,JUL *            | at 09:00, on the 1st of January and July",
        "0 0 9 1 JAN-MAR *            | at 09:00, on the 1st of every month from January to March",
        "0 0 9 1 */3 *                | at 09:00, on the 1st of January, April, July and October",
        "0 0 9 1 NOV-FEB *            | at 09:00, on the 1st of every month from November to February",
        "0 0 9 * 6 *                  | at 09:00, every day in June",
        "0 */5 * * 6 *                | every 5 minutes, every day in June",
        "0 0 9 ? 6 MON                | at 09:00, every Monday in June",
        "0 0 9 ? 6-8 MON-FRI          | at 09:00, Monday to Friday from June to August",
        "0 0 9 ? 6 MON#1              | at 09:00, on the first Monday of June",
        "0 0 9 29 2 *                 | at 09:00, on the 29th of February",
        "0 0 9 * * * 2027             | at 09:00, every day, in 2027",
        "0 0 9 1 1 ? 2027,2029        | at 09:00, on the 1st of January, in 2027 and 2029",
        "0 0 9 * * * 2027-2030        | at 09:00, every day, from 2027 to 2030",
        "0 0 9 * * * 2027-2199        | at 09:00, every day, from 2027",
        "0 0 9 * * * 1970-2030        | at 09:00, every day, until 2030",
        "0 0 9 * * * 2027/2           | at 09:00, every day, every 2nd year from 2027",
        "0 0 9 * * * 2027-2035/2      | at 09:00, every day, every 2nd year from 2027 to 2035",
        "0 */5 * * * * 2027           | every 5 minutes, in 2027",
        "H H * * * *                  | at second 30 of minute 34 of every hour",
        "H H H * * *                  | at 20:34:30, every day",
        "0 H/15 * * * *               | every 15 minutes, starting at minute 4 of every hour",
        "0 H(0-29) H(0-5) * * *       | at 02:04, every day",
        "0 0 9 H * *                  | at 09:00, on the 14th of the month",
        "0 0 9 ? * H                  | at 09:00, every Friday",
        "@hourly                      | every hour",
        "@daily                       | at 00:00, every day",
        "@weekly                      | at 00:00, every Sunday",
        "@monthly                     | at 00:00, on the 1st of the month",
        "@yearly                      | at 00:00, on the 1st of January",
        "@minutely                    | every minute",
        "@secondly                    | every second",
        "@every 90s                   | every 1 minute and 30 seconds",
        "@every 1h                    | every hour",
        "@every 1500ms                | every 1 second and 500 milliseconds",
        "@every 24h                   | every 24 hours",
        "@at 2027-01-01T09:00:00+01:00 | once, at 09:00 on Friday, 1 January 2027, UTC+01:00",
        "@at 2027-01-01T09:00:00.250Z | once, at 09:00:00.250 on Friday, 1 January 2027, UTC",
        "0 0 9 1-31 * FRI             | at 09:00, every day",
        "0 0 9 1 * 1-7                | at 09:00, every day",
        "0 0-29 9 * * *               | every minute from 09:00 to 09:29, every day",
        "0 0 */3 * * MON-FRI          | every 3 hours, Monday to Friday",
        "0 0 6/6 * * *                | at 06:00, 12:00 and 18:00, every day",
        "0 0 9 1-7,L * *              | at 09:00, on the 1st to the 7th and the last day of the month",
        "0 0 0,12 * * *               | at 00:00 and 12:00, every day",
        "0 0 9 H/10 * *               | at 09:00, on the 8th, the 18th and the 28th of the month",
        "H/20 * * * * *               | every 20 seconds, starting at second 10 of every minute",
        "30/20 0 9 * * *              | at 09:00:30 and 09:00:50, every day",
        "*/30 0 9 * * *               | at 09:00:00 and 09:00:30, every day",
        "* * 9,12,15,18 * * *         | every second of hours 9, 12, 15 and 18, every day",
        "31 5,10 9,12,15,18 * * *     | at second 31 of minutes 5 and 10 of hours 9, 12, 15 and 18, every day",
        "*/15 */15 9,12,15,18 * * *   | every 15 seconds of minutes 0, 15, 30 and 45 of hours 9, 12, 15 and 18, every day",
        "1-59/2 * * * * *             | every 2 seconds, starting at second 1 of every minute",
        "0 1-59/2 * * * *             | every 2 minutes, starting at minute 1 of every hour",
        "0 0 1-23/2 * * *             | every 2 hours from 01:00 to 23:00",
        "0 5,10,15 8-10 * * *         | at minutes 5, 10 and 15 of every hour from 08:00 to 10:59, every day",
        "0 0 22,23,0 * * *            | at 00:00, 22:00 and 23:00, every day",
        "0 0 22-0 * * MON#1,TUE#2,WED#3 | at 00:00, 22:00 and 23:00, on the first Monday, the second Tuesday and the third Wednesday of the month",
        "0 0 */8 * * *                | at 00:00, 08:00 and 16:00, every day",
        "0 0 */6 * * *                | every 6 hours",
        "0 0 9 * * 1,2,3              | at 09:00, Monday to Wednesday",
        "10,20 * * * * *              | at seconds 10 and 20 of every minute",
        "0 0 9 L-1,L-2,L * *          | at 09:00, on the day before the last day, the day 2 days before the last day and the last day of the month",
        "0 0 12 1/5 * *               | at 12:00, on every 5th day from the 1st to the 31st of the month",
        "0 0 9 ? * MON#1,MON#3        | at 09:00, on the first Monday and the third Monday of the month",
        "0 0 0 1 JAN +MON             | at 00:00, on the 1st of January, only when it falls on a Monday",
        "0 */20 */3 1 * *             | at minutes 0, 20 and 40 of every 3rd hour from 00:00 to 21:59, on the 1st of the month",
        "5,10 5,10 5,10 * * *         | at seconds 5 and 10 of 05:05, 05:10, 10:05 and 10:10, every day",
        "0 30 8-18/2 * * MON-FRI      | every 2 hours from 08:30 to 18:30, Monday to Friday",
        "0 0 0 H * H                  | at 00:00, on the 14th of the month and also every Friday",
      })
  void saysWhatIsMeant(String expression, String description) {
    assertThat(parse(expression, "job-1").describe()).isEqualTo(description);
  }

  @Property(seed = "20260101", tries = 5_000, edgeCases = EdgeCasesMode.NONE)
  void anyExpressionHasOneLine(@ForAll("expressions") String expression) {
    assertThat(parse(expression, Expressions.SEED).describe())
        .as(expression)
        .matches("(at|every|on) [A-Za-z0-9:, ]+[a-z0-9]")
        .doesNotContain("  ", " ,", ", ,");
  }

  @Example
  void theSameWordsNeverStandForDifferentTimes() {
    RandomGenerator<String> expressions = Expressions.any().generator(1000);
    Random random = new Random(20260101);
    Map<String, String> described = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String expression = expressions.next(random).value();
      CronSchedule schedule = (CronSchedule) parse(expression, Expressions.SEED);
      String other = described.putIfAbsent(schedule.describe(), expression);
      if (other != null) {
        assertThat(schedule.search().matches())
            .as("'%s' and '%s': %s", expression, other, schedule.describe())
            .isEqualTo(((CronSchedule) parse(other, Expressions.SEED)).search().matches());
      }
    }
    assertThat(described).hasSizeBetween(5_000, 19_900);
  }

  @Provide
  Arbitrary<String> expressions() {
    return Expressions.any();
  }

  private static Schedule parse(String expression, String seed) {
    return Schedule.parse(expression, ScheduleContext.in(ZoneOffset.UTC).seededBy(seed));
  }
}
