package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The selected hours as few stretches of neighbouring hours.
 *
 * @param runs none for all hours
 */
record HourWindows(List<ValuePattern.Run> runs) {
  /** With more stretches, hours are better said as a list. */
  private static final int RUNS_MAX = 3;

  /** Null if the hours are too scattered. */
  static @Nullable HourWindows of(ValuePattern hour) {
    return switch (hour) {
      case ValuePattern.All _ -> new HourWindows(List.of());
      case ValuePattern.One(int value) -> ofOne(value, value);
      case ValuePattern.Steps steps -> steps.isRun() ? ofOne(steps.first(), steps.last()) : null;
      case ValuePattern.Some some ->
          some.runs().size() <= RUNS_MAX ? new HourWindows(some.runs()) : null;
    };
  }

  private static HourWindows ofOne(int first, int last) {
    return new HourWindows(List.of(new ValuePattern.Run(first, last)));
  }

  boolean isOneHour() {
    return runs.size() == 1 && runs.getFirst().first() == runs.getFirst().last();
  }

  /** {@code from a to b and from c to d}, with a space in front; nothing for all hours. */
  String spans(IntFunction<String> begin, IntFunction<String> end) {
    List<String> spans = new ArrayList<>();
    for (ValuePattern.Run run : runs) {
      spans.add("from " + begin.apply(run.first()) + " to " + end.apply(run.last()));
    }
    return spans.isEmpty() ? "" : " " + English.list(spans);
  }

  /** The spans from the first minute to the last. */
  String spansOfHours() {
    return spans(
        hour -> new ClockTime(hour, 0, 0).toMinutes(),
        hour -> new ClockTime(hour, 59, 0).toMinutes());
  }
}
