package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Ends of the range, and what a search may cost. */
class CronBoundsTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void beginsWith1970() {
    Schedule secondly = Schedule.parse("* * * * * *", NEW_YORK, Instant.EPOCH);
    assertThat(secondly.nextAfter(Long.MIN_VALUE)).isZero();
    assertThat(secondly.nextAfter(-1)).isZero();
    assertThat(secondly.nextAfter(0)).isEqualTo(1000);
    assertThat(secondly.nextAfter(Instant.MIN)).hasValue(Instant.EPOCH);
  }

  @Test
  void endsWithTheLocalYear2199() {
    Schedule secondly = Schedule.parse("* * * * * *", NEW_YORK, Instant.EPOCH);
    Instant last = Instant.parse("2200-01-01T04:59:59Z");
    assertThat(secondly.nextAfter(last.minusMillis(1))).hasValue(last);
    assertThat(secondly.nextAfter(last)).isEmpty();
    assertThat(secondly.nextAfter(Instant.MAX)).isEmpty();
    assertThat(secondly.nextAfter(Long.MAX_VALUE)).isEqualTo(Schedule.NEVER);
    assertThat(secondly.nextAfter(Long.MAX_VALUE - 1)).isEqualTo(Schedule.NEVER);
  }

  @Test
  void aLeapDayAfter2096IsIn2104() {
    Schedule leapDay = Schedule.parse("0 30 2 29 2 *", NEW_YORK, Instant.EPOCH);
    assertThat(leapDay.nextAfter(Instant.parse("2096-03-01T00:00:00Z")))
        .hasValue(Instant.parse("2104-02-29T07:30:00Z"));
    assertThat(leapDay.nextAfter(Instant.parse("2196-03-01T00:00:00Z"))).isEmpty();
  }

  /** Some microseconds each; a search second by second would need minutes for one. */
  @Test
  void theWorstSearchesAreShort() {
    Schedule leapDay = Schedule.parse("0 30 2 29 2 *", NEW_YORK, Instant.EPOCH);
    long after2096 = Instant.parse("2096-03-01T00:00:00Z").toEpochMilli();
    long after2196 = Instant.parse("2196-03-01T00:00:00Z").toEpochMilli();
    long startNanos = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      assertThat(leapDay.nextAfter(after2096 + i)).isLessThan(after2196);
      assertThat(leapDay.nextAfter(after2196 + i)).isEqualTo(Schedule.NEVER);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void searchingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Schedule[] schedules = {
      Schedule.parse("31 10-15 1 * * MON-FRI", NEW_YORK, Instant.EPOCH),
      Schedule.parse("0 30 2 * * *", NEW_YORK, Instant.EPOCH),
      Schedule.parse("0 0 0 29 2 *", NEW_YORK, Instant.EPOCH),
      Schedule.parse("@every 90s", NEW_YORK, Instant.EPOCH),
    };
    // The first round loads classes and compiles.
    long sum = search(schedules) + threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += search(schedules);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(sum).isNotZero();
    // A search that allocated anything would take at least 16 bytes a call, 640,000 in all.
    assertThat(allocated).isLessThan(100_000);
  }

  private static long search(Schedule[] schedules) {
    long sum = 0;
    for (Schedule schedule : schedules) {
      long at = 0;
      for (int i = 0; i < 10_000; i++) {
        at = schedule.nextAfter(at);
        at = at == Schedule.NEVER ? 0 : at;
        sum += at;
      }
    }
    return sum;
  }
}
