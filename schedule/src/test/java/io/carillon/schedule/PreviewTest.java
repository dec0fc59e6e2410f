package io.carillon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreviewTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void saysWhichOccurrenceTheGapMoved() {
    assertThat(preview("0 30 2 * * *", "2026-03-07T05:00:00Z", 3))
        .containsExactly(
            occurrence("2026-03-07T02:30-05:00", null),
            occurrence("2026-03-08T03:00-04:00", DstTransition.GAP),
            occurrence("2026-03-09T02:30-04:00", null));
  }

  @Test
  void anOccurrenceAtTheJumpThatIsDueThereAnywayIsNotMoved() {
    assertThat(preview("0 0,30 2,3 * * *", "2026-03-08T05:00:00Z", 1))
        .containsExactly(occurrence("2026-03-08T03:00-04:00", null));
    assertThat(preview("0 */10 * * * *", "2026-03-08T06:55:00Z", 1))
        .containsExactly(occurrence("2026-03-08T03:00-04:00", null));
  }

  @Test
  void underSkipNoOccurrenceIsMoved() {
    assertThat(preview("0 30 2 * * *", DstPolicy.SKIP, "2026-03-07T05:00:00Z", 2))
        .containsExactly(
            occurrence("2026-03-07T02:30-05:00", null), occurrence("2026-03-09T02:30-04:00", null));
    assertThat(preview("0 0 3 * * *", DstPolicy.SKIP, "2026-03-08T05:00:00Z", 1))
        .containsExactly(occurrence("2026-03-08T03:00-04:00", null));
    assertThat(preview("0 30 1 * * *", DstPolicy.SKIP, "2026-11-01T00:00:00Z", 1))
        .containsExactly(occurrence("2026-11-01T01:30-04:00", DstTransition.OVERLAP));
  }

  @Test
  void saysWhichOccurrencesFallIntoAnOverlap() {
    assertThat(preview("0 30 1 * * *", "2026-11-01T00:00:00Z", 2))
        .containsExactly(
            occurrence("2026-11-01T01:30-04:00", DstTransition.OVERLAP),
            occurrence("2026-11-02T01:30-05:00", null));
    assertThat(preview("0 30 * * * *", "2026-11-01T05:00:00Z", 3))
        .containsExactly(
            occurrence("2026-11-01T01:30-04:00", DstTransition.OVERLAP),
            occurrence("2026-11-01T01:30-05:00", DstTransition.OVERLAP),
            occurrence("2026-11-01T02:30-05:00", null));
  }

  @Test
  void showsAnInstantInTheZoneAndEndsWithIt() {
    assertThat(preview("@at 2026-07-01T12:00:00Z", "2026-01-01T00:00:00Z", 5))
        .containsExactly(occurrence("2026-07-01T08:00-04:00", null));
    assertThat(preview("@at 2026-07-01T12:00:00Z", "2026-07-01T12:00:00Z", 5)).isEmpty();
  }

  @Test
  void theCountIsBounded() {
    assertThat(preview("* * * * * *", "2026-01-01T00:00:00Z", 0)).isEmpty();
    assertThat(preview("* * * * * *", "2026-01-01T00:00:00Z", Preview.COUNT_MAX))
        .hasSize(Preview.COUNT_MAX);
    assertThatThrownBy(() -> preview("* * * * * *", "2026-01-01T00:00:00Z", Preview.COUNT_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> preview("* * * * * *", "2026-01-01T00:00:00Z", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Occurrence> preview(String expression, String after, int count) {
    return preview(expression, DstPolicy.RUN_ONCE, after, count);
  }

  private static List<Occurrence> preview(
      String expression, DstPolicy dst, String after, int count) {
    Schedule schedule = Schedule.parse(expression, ScheduleContext.in(NEW_YORK).withDst(dst));
    return Preview.next(schedule, NEW_YORK, Instant.parse(after), count);
  }

  private static Occurrence occurrence(String local, @Nullable DstTransition dst) {
    OffsetDateTime time = OffsetDateTime.parse(local);
    return new Occurrence(time.toInstant(), time, dst);
  }
}
