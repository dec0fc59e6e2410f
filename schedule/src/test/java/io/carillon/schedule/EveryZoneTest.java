package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises that hold in every zone that Java knows and every year from 1970 to 2199. */
class EveryZoneTest {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 6);
  private static final LocalDate END = LocalDate.of(2200, 1, 1);
  private static final int LAST_YEAR = 2198;

  @ParameterizedTest
  @ValueSource(strings = {"00:00:00", "02:30:00", "23:59:59"})
  void aDailyJobFiresOnceOnEachLocalDayAroundAChange(LocalTime time) {
    for (ZoneId zone : Zones.all()) {
      Schedule daily = daily(time, zone, DstPolicy.RUN_ONCE);
      for (ZoneOffsetTransition change : Zones.changes(zone, LAST_YEAR)) {
        LocalDate last = change.getDateTimeAfter().toLocalDate().plusDays(2);
        LocalDate date = change.getDateTimeBefore().toLocalDate().minusDays(3);
        long at = Judge.once(zone, date.atTime(time)) * 1000;
        for (date = date.plusDays(1); date.isBefore(last); date = date.plusDays(1)) {
          if (exists(date, zone)) {
            at = daily.nextAfter(at);
            assertThat(at / 1000)
                .as("%s on %s in %s", time, date, zone)
                .isEqualTo(Judge.once(zone, date.atTime(time)));
          }
        }
      }
    }
  }

  @Test
  void aDailyJobFiresAsOftenAsThereAreLocalDays() {
    LocalTime time = LocalTime.of(1, 30);
    for (ZoneId zone : Zones.all()) {
      long days = FIRST.datesUntil(END).filter(date -> exists(date, zone)).count();
      assertFires(daily(time, zone, DstPolicy.RUN_ONCE), first(time, zone), days, zone);
    }
  }

  @Test
  void underSkipADailyJobFiresAsOftenAsTheClockShowsItsTime() {
    LocalTime time = LocalTime.of(2, 30);
    for (ZoneId zone : Zones.all()) {
      long days = FIRST.datesUntil(END).filter(date -> isShown(date.atTime(time), zone)).count();
      assertFires(daily(time, zone, DstPolicy.SKIP), first(time, zone), days, zone);
    }
  }

  @Test
  void everySecondLeavesNoHoleAndDoublesNone() {
    for (ZoneId zone : Zones.all()) {
      Schedule secondly = Schedule.parse("* * * * * *", ScheduleContext.in(zone));
      for (ZoneOffsetTransition change : Zones.changes(zone, LAST_YEAR)) {
        long jump = change.toEpochSecond();
        long shift = Math.abs(change.getDuration().toSeconds());
        for (long at : new long[] {jump - shift, jump, jump + shift}) {
          for (long second = at - 3; second <= at + 3; second++) {
            assertThat(secondly.nextAfter(second * 1000))
                .as("after %s in %s", second, zone)
                .isEqualTo((second + 1) * 1000);
            assertThat(secondly.previousBefore(second * 1000))
                .as("before %s in %s", second, zone)
                .isEqualTo((second - 1) * 1000);
          }
        }
      }
      assertThat(secondly.count(0, EpochMs.END - 86_400_000))
          .isEqualTo(EpochMs.END / 1000 - 86_400);
    }
  }

  /** Forwards, backwards and counted. */
  private static void assertFires(Schedule schedule, long firstMs, long times, ZoneId zone) {
    long fired = 0;
    for (long at = schedule.nextAfter(firstMs - 1);
        at != Schedule.NEVER;
        at = schedule.nextAfter(at)) {
      fired++;
    }
    assertThat(fired).as("days in %s", zone).isEqualTo(times);
    for (long at = schedule.previousBefore(Long.MAX_VALUE);
        at >= firstMs;
        at = schedule.previousBefore(at)) {
      fired--;
    }
    assertThat(fired).as("days back in %s", zone).isZero();
    assertThat(schedule.count(firstMs, Long.MAX_VALUE)).as("count in %s", zone).isEqualTo(times);
  }

  private static long first(LocalTime time, ZoneId zone) {
    return Judge.once(zone, FIRST.atTime(time)) * 1000;
  }

  private static Schedule daily(LocalTime time, ZoneId zone, DstPolicy dst) {
    String expression =
        String.format("%d %d %d * * *", time.getSecond(), time.getMinute(), time.getHour());
    return Schedule.parse(expression, ScheduleContext.in(zone).withDst(dst));
  }

  private static boolean exists(LocalDate date, ZoneId zone) {
    return date.atStartOfDay(zone).toLocalDate().equals(date);
  }

  private static boolean isShown(LocalDateTime local, ZoneId zone) {
    return !zone.getRules().getValidOffsets(local).isEmpty();
  }
}
