package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;

/**
 * Random expressions of the whole grammar against the brute-force judge, around every change of the
 * clock from 1970 to 2100 in every zone: forwards, backwards and counted. A failure names the sweep
 * to replay with {@code -Dcarillon.seed}; {@code -Dcarillon.schedule.sweeps} runs more.
 */
class EveryChangeTest {
  private static final long SEED = Long.getLong("carillon.seed", 20260101);
  private static final int SWEEPS = Integer.getInteger("carillon.schedule.sweeps", 1);
  private static final int LAST_YEAR = 2100;

  /** Before and after what a change leaves out or repeats. */
  private static final int MARGIN_SECONDS = 900;

  @Example
  void agreesWithBruteForce() {
    for (long seed = SEED; seed < SEED + SWEEPS; seed++) {
      Random random = new Random(seed);
      int changes = 0;
      int firing = 0;
      RandomGenerator<String> intervals = Expressions.intervals().generator(1000);
      RandomGenerator<String> fixedTimes = Expressions.fixedTimes().generator(1000);
      for (ZoneId zone : Zones.all()) {
        for (ZoneOffsetTransition change : Zones.changes(zone, LAST_YEAR)) {
          RandomGenerator<String> expressions = random.nextInt(3) == 0 ? intervals : fixedTimes;
          String expression = aimed(expressions.next(random).value(), change, random);
          DstPolicy dst = random.nextBoolean() ? DstPolicy.RUN_ONCE : DstPolicy.SKIP;
          changes++;
          firing += check(expression, zone, dst, change, seed) > 0 ? 1 : 0;
        }
      }
      // The rest is silent on the day of the change, which is to be found out too.
      assertThat(firing).isGreaterThan(changes / 4);
    }
  }

  /** The expression, in most cases on a day and at an hour when the clock changes. */
  private static String aimed(String expression, ZoneOffsetTransition change, Random random) {
    String[] fields = expression.split(" ", -1);
    if (random.nextInt(3) > 0) {
      boolean isBefore = random.nextBoolean();
      fields[2] =
          String.valueOf(
              (isBefore ? change.getDateTimeBefore() : change.getDateTimeAfter())
                  .minusHours(random.nextInt(2))
                  .getHour());
    }
    return random.nextInt(3) > 0
        ? String.join(" ", fields[0], fields[1], fields[2], "* * ?")
        : String.join(" ", fields);
  }

  /** How many occurrences were found. */
  private static int check(
      String expression, ZoneId zone, DstPolicy dst, ZoneOffsetTransition change, long seed) {
    Schedule schedule =
        Schedule.parse(
            expression, ScheduleContext.in(zone).withDst(dst).seededBy(Expressions.SEED));
    long margin = Math.abs(change.getDuration().toSeconds()) + MARGIN_SECONDS;
    long from = change.toEpochSecond() - margin;
    long to = change.toEpochSecond() + margin;
    List<Long> expected = Judge.of(expression, Expressions.SEED).occurrences(zone, dst, from, to);
    String label =
        "'%s' in %s, %s, around %s, seed %d"
            .formatted(expression, zone, dst, change.getInstant(), seed);
    assertThat(forwards(schedule, from, to)).as(label).isEqualTo(expected);
    assertThat(backwards(schedule, from, to)).as("back: " + label).isEqualTo(expected);
    assertThat(schedule.count(from * 1000, to * 1000))
        .as("count: " + label)
        .isEqualTo(expected.size());
    return expected.size();
  }

  private static List<Long> forwards(Schedule schedule, long from, long to) {
    List<Long> found = new ArrayList<>();
    for (long at = schedule.nextAfter(from * 1000 - 1);
        at < to * 1000;
        at = schedule.nextAfter(at)) {
      found.add(at / 1000);
    }
    return found;
  }

  private static List<Long> backwards(Schedule schedule, long from, long to) {
    List<Long> found = new ArrayList<>();
    for (long at = schedule.previousBefore(to * 1000);
        at >= from * 1000;
        at = schedule.previousBefore(at)) {
      found.add(at / 1000);
    }
    Collections.reverse(found);
    return found;
  }
}
