package io.carillon.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobDefinitionTest {
  private static final JobId ID = JobId.create(1);

  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");

  private static JobDefinition job(
      String schedule, @Nullable Instant startAt, @Nullable Instant endAt) {
    return new JobDefinition(
        "job",
        null,
        schedule,
        ZoneOffset.UTC,
        DstPolicy.RUN_ONCE,
        new Target(URI.create("http://localhost/x"), "POST", Map.of(), null),
        JobDefinition.TIMEOUT_MS_DEFAULT,
        DeliveryType.ATLEAST_ONCE,
        true,
        RetryPolicy.DEFAULT,
        MisfirePolicy.FIRE_ONCE,
        JobDefinition.CATCH_UP_WINDOW_MS_DEFAULT,
        OverlapPolicy.ALLOW,
        JobDefinition.START_DEADLINE_MS_DEFAULT,
        startAt,
        endAt,
        Set.of(),
        null);
  }

  private static JobSnapshot snapshot(JobDefinition definition, Instant createdAt) {
    return new JobSnapshot(1, ID, 1, 1, definition, definition.rule(ID, createdAt), 1);
  }

  @Test
  void theScheduleIsKeptInItsNormalForm() {
    assertThat(job("*/5 * * * *", null, null).schedule()).isEqualTo("0 */5 * * * *");
    assertThat(job("@daily", null, null).schedule()).isEqualTo("0 0 0 * * *");
  }

  @Test
  void oneInstantIsNotRecurring() {
    assertThat(job("@at 2027-01-01T09:00:00Z", null, null).isRecurring()).isFalse();
    assertThat(job("@hourly", null, null).isRecurring()).isTrue();
  }

  @Test
  void nothingFiresBeforeTheStartOrAfterTheEnd() {
    JobSnapshot job =
        snapshot(job("0 * * * * *", START, START.plusSeconds(60)), START.minusSeconds(900));
    long start = START.toEpochMilli();
    assertThat(job.firstOccurrenceFrom(0)).isEqualTo(start);
    assertThat(job.firstOccurrenceFrom(start)).isEqualTo(start);
    assertThat(job.firstOccurrenceFrom(start + 1)).isEqualTo(start + 60_000);
    assertThat(job.firstOccurrenceFrom(start + 60_001)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void intervalsCountFromTheStartOrElseFromTheCreation() {
    long start = START.toEpochMilli();
    assertThat(snapshot(job("@every 90s", null, null), START).firstOccurrenceFrom(start))
        .isEqualTo(start + 90_000);
    assertThat(snapshot(job("@every 90s", START, null), Instant.EPOCH).firstOccurrenceFrom(0))
        .isEqualTo(start + 90_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"61 * * * * *", "0 0 0 30 2 *", "nonsense", ""})
  void aBadScheduleNamesItsField(String schedule) {
    assertThatThrownBy(() -> job(schedule, null, null))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("schedule"));
  }

  @Test
  void theEndIsAfterTheStart() {
    assertThatThrownBy(() -> job("@daily", START, START))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("endAt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://localhost/x",
        "/relative",
        "http:///x",
        "http://user:secret@host/",
        "http://host:0/"
      })
  void urlsThatAreNotCalledAreRefused(String url) {
    assertThatThrownBy(() -> new Target(URI.create(url), "POST", Map.of(), null))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("api"));
  }

  @ParameterizedTest
  @CsvSource({
    "Host, x",
    "content-length, 1",
    "Proxy-Authorization, x",
    "webhook-id, x",
    "Carillon-Job-Id, x"
  })
  void headersThatSteerTheConnectionAreRefused(String name, String value) {
    assertThatThrownBy(() -> HeaderRules.check(Map.of(name, value))).isInstanceOf(Invalid.class);
  }

  @Test
  void headersCannotBreakTheRequest() {
    assertThatThrownBy(() -> HeaderRules.check(Map.of("X-A", "a\r\nHost: b")))
        .isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> HeaderRules.check(Map.of("X A", "a"))).isInstanceOf(Invalid.class);
    HeaderRules.check(Map.of("Authorization", "Bearer x"));
  }

  /** The API refuses it; a job that has it from before must not become unreadable. */
  @Test
  void aTargetMayHaveWhatIsNoLongerAccepted() {
    Target stored =
        new Target(
            URI.create("http://localhost/"),
            "GET",
            Map.of("X-A", " a", "x-a", "b"),
            new Target.Body("c", false));

    assertThat(stored.headers()).hasSize(2);
    assertThat(stored.body()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1000", "1, 0, 2000", "2, 0.999, 3201", "30, 0, 300000"})
  void delaysGrowToTheirCap(int retries, double random, long delayMs) {
    assertThat(RetryPolicy.DEFAULT.delayMs(retries, random)).isEqualTo(delayMs);
  }
}
