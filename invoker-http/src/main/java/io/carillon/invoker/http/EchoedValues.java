package io.carillon.invoker.http;

import io.carillon.core.HeaderRules;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes header values out of what a target answers, also without their scheme, and cut at the end.
 */
final class EchoedValues {
  /** Shorter ones are no secrets, and words of any answer. */
  private static final int CHARS_MIN = 8;

  private EchoedValues() {}

  static String mask(String text, Collection<String> values) {
    String masked = text;
    // The credentials alone, too, of "Bearer credentials"; the longest first, as one may begin
    // another.
    List<String> longestFirst =
        values.stream()
            .flatMap(value -> Stream.of(value, value.substring(value.lastIndexOf(' ') + 1)))
            .filter(value -> value.length() >= CHARS_MIN)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    for (String value : longestFirst) {
      masked = mask(masked, value);
    }
    return masked;
  }

  private static String mask(String text, String value) {
    String masked = text.replace(value, HeaderRules.HIDDEN);
    int lengthMax = Math.min(value.length() - 1, masked.length());
    for (int length = lengthMax; length >= CHARS_MIN; length--) {
      int from = masked.length() - length;
      if (masked.regionMatches(from, value, 0, length)) {
        return masked.substring(0, from) + HeaderRules.HIDDEN;
      }
    }
    return masked;
  }
}
