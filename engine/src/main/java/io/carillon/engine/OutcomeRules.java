package io.carillon.engine;

import io.carillon.core.DeliveryType;
import io.carillon.core.JobDefinition;
import io.carillon.core.port.Outcome;
import org.jspecify.annotations.Nullable;

/** What follows from the outcome of an attempt. Pure. */
final class OutcomeRules {
  private OutcomeRules() {}

  /** The verdict on an attempt. */
  sealed interface Verdict {
    record Succeeded() implements Verdict {}

    record Retry(long delayMs, String error) implements Verdict {}

    record Failed(String error) implements Verdict {}
  }

  /**
   * @param called what was called
   * @param job what the job is now: the rules for what follows
   * @param retryCount attempts that failed before this one
   * @param retryAfterMaxMs cap of what a target may ask for
   * @param random in [0, 1), for the jitter
   */
  static Verdict judge(
      JobDefinition called,
      JobDefinition job,
      int retryCount,
      Outcome outcome,
      long retryAfterMaxMs,
      double random) {
    String error = errorOf(outcome);
    if (error == null) {
      return new Verdict.Succeeded();
    }
    boolean again =
        called.type() == DeliveryType.ATLEAST_ONCE
            && job.type() == DeliveryType.ATLEAST_ONCE
            && isRetryable(outcome)
            && job.retry().allowsRetryAfter(retryCount);
    if (!again) {
      return new Verdict.Failed(error);
    }
    long asked =
        outcome instanceof Outcome.Answered answer
            ? Math.min(answer.retryAfterMs(), retryAfterMaxMs)
            : -1;
    return new Verdict.Retry(Math.max(job.retry().delayMs(retryCount, random), asked), error);
  }

  /** Why the attempt failed, or null when it succeeded. */
  static @Nullable String errorOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answer -> answer.isSuccess() ? null : "HTTP " + answer.httpStatus();
      case Outcome.Failed failed -> failed.message();
    };
  }

  private static boolean isRetryable(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answer ->
          switch (answer.httpStatus()) {
            case 408, 425, 429 -> true;
            default -> answer.httpStatus() >= 500;
          };
      case Outcome.Failed failed -> failed.failure().retryable();
    };
  }
}
