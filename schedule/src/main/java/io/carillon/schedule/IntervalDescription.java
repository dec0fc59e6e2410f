package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;

/** Says {@code @every} in English. */
final class IntervalDescription {
  private IntervalDescription() {}

  /** {@code every hour}, {@code every 1 minute and 30 seconds}. */
  static String of(long intervalMs) {
    List<String> parts = new ArrayList<>();
    add(parts, intervalMs / 3_600_000, "hour");
    add(parts, intervalMs / 60_000 % 60, "minute");
    add(parts, intervalMs / 1_000 % 60, "second");
    add(parts, intervalMs % 1_000, "millisecond");
    String duration = English.list(parts);
    return "every "
        + (parts.size() == 1 && duration.startsWith("1 ") ? duration.substring(2) : duration);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }
}
