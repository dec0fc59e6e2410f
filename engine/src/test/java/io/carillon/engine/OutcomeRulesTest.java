package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.JobDefinition;
import io.carillon.core.RetryPolicy;
import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import io.carillon.engine.OutcomeRules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows from an attempt. */
class OutcomeRulesTest {
  private static final long HOUR_MS = 3_600_000;
  private static final JobDefinition JOB = JobDraft.of("@daily").build();
  private static final JobDefinition AT_MOST_ONCE = JobDraft.of("@daily").atMostOnce().build();

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void successIs2xx(int status) {
    assertThat(judge(JOB, 0, answer(status, -1), 0)).isEqualTo(new Verdict.Succeeded());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  void whatMayPassIsRetried(int status) {
    assertThat(judge(JOB, 0, answer(status, -1), 0))
        .isEqualTo(new Verdict.Retry(1_000, "HTTP " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 199, 300, 301, 304, 307, 400, 401, 404, 409, 410, 422, 499})
  void whatWillNotPassIsNotRetried(int status) {
    assertThat(judge(JOB, 0, answer(status, -1), 0))
        .isEqualTo(new Verdict.Failed("HTTP " + status));
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void aFailureIsRetriedByItsKind(Failure failure) {
    Verdict verdict = judge(JOB, 0, new Outcome.Failed(0, 0, failure, "why"), 0);

    boolean isRetried =
        switch (failure) {
          case CONNECTION, TIMEOUT, RESOLVE -> true;
          case FORBIDDEN, EXPIRED, WITHHELD, CANCELLED -> false;
        };
    assertThat(verdict)
        .isEqualTo(isRetried ? new Verdict.Retry(1_000, "why") : new Verdict.Failed("why"));
  }

  @Test
  void nothingIsRetriedBeyondTheLimit() {
    assertThat(judge(JOB, 2, answer(503, -1), 0)).isEqualTo(new Verdict.Retry(4_000, "HTTP 503"));
    assertThat(judge(JOB, 3, answer(503, -1), 0)).isEqualTo(new Verdict.Failed("HTTP 503"));
  }

  @Test
  void whatWasOrIsAtMostOnceIsNotRetried() {
    Outcome failed = answer(503, -1);

    assertThat(judge(AT_MOST_ONCE, AT_MOST_ONCE, failed)).isInstanceOf(Verdict.Failed.class);
    assertThat(judge(AT_MOST_ONCE, JOB, failed)).isInstanceOf(Verdict.Failed.class);
    assertThat(judge(JOB, AT_MOST_ONCE, failed)).isInstanceOf(Verdict.Failed.class);
    assertThat(judge(JOB, JOB, failed)).isInstanceOf(Verdict.Retry.class);
  }

  @ParameterizedTest
  @CsvSource({
    // asked for by the target, delay
    "-1, 1000",
    "0, 1000",
    "999, 1000",
    "30000, 30000",
    "3600000, 3600000",
    "3600001, 3600000",
    "9223372036854775807, 3600000",
  })
  void aTargetMayAskForLaterWithinTheCap(long askedMs, long delayMs) {
    assertThat(judge(JOB, 0, answer(429, askedMs), 0))
        .isEqualTo(new Verdict.Retry(delayMs, "HTTP 429"));
  }

  @ParameterizedTest
  @CsvSource({"0.0, 8000", "0.25, 7000", "0.5, 6000", "0.999999999, 4000"})
  void jitterTakesAShareOfTheDelayAway(double random, long delayMs) {
    JobDefinition job =
        JobDraft.of("@daily").retry(new RetryPolicy(5, 1_000, 2, 300_000, 0.5)).build();

    assertThat(judge(job, 3, answer(503, -1), random))
        .isEqualTo(new Verdict.Retry(delayMs, "HTTP 503"));
  }

  private static Verdict judge(JobDefinition job, int retryCount, Outcome outcome, double random) {
    return OutcomeRules.judge(job, job, retryCount, outcome, HOUR_MS, random);
  }

  private static Verdict judge(JobDefinition called, JobDefinition now, Outcome outcome) {
    return OutcomeRules.judge(called, now, 0, outcome, HOUR_MS, 0);
  }

  private static Outcome answer(int status, long retryAfterMs) {
    return new Outcome.Answered(1, 1, status, retryAfterMs, null);
  }
}
