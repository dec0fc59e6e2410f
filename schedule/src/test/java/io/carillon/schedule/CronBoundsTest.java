package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Less than a microsecond each; a search second by second would need minutes for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 30 2 29 2 *",
        "0 30 2 29 2 +SUN",
        "0 0 0 ? 2 MON#5",
        "0 0 0 1 1 ? 1970,2199",
        "0 0 0 LW * +MON#5 */229",
      })
  void theWorstSearchesAreShort(String expression) {
    Schedule rare = Schedule.parse(expression, NEW_YORK, Instant.EPOCH);
    long startNanos = System.nanoTime();
    for (long at = 0; at < EpochMs.END; at += 86_400_000L * 5) {
      assertThat(rare.nextAfter(at)).isGreaterThan(at);
      assertThat(rare.previousBefore(at)).isLessThan(at);
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
      Schedule.parse("0 H 9 1,15W,L * ? 2000-2199", NEW_YORK, Instant.EPOCH),
      Schedule.parse("0 0 0 13 * +FRI", NEW_YORK, Instant.EPOCH),
      Schedule.parse("0 */5 9-17 ? * MON#1,FRIL", NEW_YORK, Instant.EPOCH),
      Schedule.parse("@at 2027-01-01T00:00:00Z", NEW_YORK, Instant.EPOCH),
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
        sum += schedule.previousBefore(at);
        at = schedule.nextAfter(at);
        at = at == Schedule.NEVER ? 0 : at;
        sum += at;
      }
    }
    return sum;
  }
}
