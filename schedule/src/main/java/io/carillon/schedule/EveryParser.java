package io.carillon.schedule;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the duration of {@code @every}: ISO-8601 ({@code PT90S}) or Go style ({@code 1h30m}). */
final class EveryParser {
  static final String KEYWORD = "@EVERY";

  private static final String FIELD = "@every";
  private static final String REMEDY =
      "allowed are 1s to 8784h (366 days) in whole milliseconds, as 90s, 1h30m, 1500ms, PT90S or P1D";

  private static final Pattern GO_PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(NS|US|MS|S|M|H)");

  private EveryParser() {}

  /**
   * Parses a duration.
   *
   * @param duration ASCII in upper case
   */
  static IntervalSchedule parse(Word duration, Instant anchor) {
    BigDecimal intervalMs =
        duration.text().startsWith("P") ? isoMs(duration.text()) : goMs(duration.text());
    if (intervalMs == null) {
      throw refused(
          duration,
          duration.text().isEmpty()
              ? "the duration is missing"
              : "this is not a duration" + DurationHint.of(duration.text()));
    }
    if (intervalMs.compareTo(BigDecimal.valueOf(IntervalSchedule.INTERVAL_MIN_MS)) < 0) {
      throw refused(duration, "the duration is shorter than 1s");
    }
    if (intervalMs.compareTo(BigDecimal.valueOf(IntervalSchedule.INTERVAL_MAX_MS)) > 0) {
      throw refused(duration, "the duration is longer than 366 days");
    }
    if (intervalMs.stripTrailingZeros().scale() > 0) {
      throw refused(duration, "the duration has a part of a millisecond");
    }
    long anchorMs = EpochMs.of(anchor);
    if (anchorMs < 0 || anchorMs >= EpochMs.END) {
      throw new InvalidScheduleException(
          FIELD, 1, "the anchor " + anchor + " is out of range", "allowed are years 1970 to 2199");
    }
    return new IntervalSchedule(anchorMs, intervalMs.longValueExact());
  }

  private static @Nullable BigDecimal isoMs(String text) {
    try {
      Duration duration = Duration.parse(text);
      return BigDecimal.valueOf(duration.getSeconds(), -3)
          .add(BigDecimal.valueOf(duration.getNano(), 6));
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static @Nullable BigDecimal goMs(String text) {
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = GO_PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!part.region(at, text.length()).lookingAt()) {
        return null;
      }
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unitMs(part.group(2))));
      at = part.end();
    }
    return text.isEmpty() ? null : sum;
  }

  private static BigDecimal unitMs(String unit) {
    return switch (unit) {
      case "NS" -> BigDecimal.valueOf(1, 6);
      case "US" -> BigDecimal.valueOf(1, 3);
      case "MS" -> BigDecimal.ONE;
      case "S" -> BigDecimal.valueOf(1_000);
      case "M" -> BigDecimal.valueOf(60_000);
      case "H" -> BigDecimal.valueOf(3_600_000);
      default -> throw new AssertionError(unit);
    };
  }

  private static InvalidScheduleException refused(Word duration, String problem) {
    return new InvalidScheduleException(FIELD, duration.start() + 1, problem, REMEDY);
  }
}
