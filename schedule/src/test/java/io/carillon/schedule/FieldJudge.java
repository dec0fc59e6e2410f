package io.carillon.schedule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads one field of a cron expression value by value, without the parser. Entries with {@code L},
 * {@code W} or {@code #} are left to {@link DayJudge}.
 */
record FieldJudge(String field, int min, int max, List<String> names) {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** The field at a place of an expression, 0 (second) to 6 (year). */
  static FieldJudge of(int place, String field) {
    return switch (place) {
      case 0, 1 -> new FieldJudge(field, 0, 59, List.of());
      case 2 -> new FieldJudge(field, 0, 23, List.of());
      case 3 -> new FieldJudge(field, 1, 31, List.of());
      case 4 -> new FieldJudge(field, 1, 12, MONTHS);
      case 5 -> new FieldJudge(field.replaceFirst("^[+]", ""), 0, 6, DAYS);
      default -> new FieldJudge(field, 1970, 2199, List.of());
    };
  }

  BitSet values() {
    BitSet values = new BitSet();
    items().filter(item -> !isSpecial(item)).forEach(item -> values.or(values(item)));
    return values;
  }

  Stream<String> special() {
    return items().filter(this::isSpecial);
  }

  boolean isRestricted() {
    return items().noneMatch(item -> item.matches("[*?]|[*]/1"));
  }

  boolean isByInterval() {
    return items().anyMatch(item -> !item.matches("[0-9]+") && values(item).cardinality() > 1);
  }

  private Stream<String> items() {
    return Arrays.stream(field.split(",", -1));
  }

  private boolean isSpecial(String item) {
    boolean isDay = max == 31 || max == 6;
    return isDay && item.matches("L.*|.*[LW]|.*#.*");
  }

  private BitSet values(String item) {
    int size = max - min + 1;
    String range = item.replaceFirst("/.*", "");
    int step = item.contains("/") ? Integer.parseInt(item.replaceFirst(".*/", "")) : 1;
    int first = min;
    int last = max;
    if (!range.matches("[*?]")) {
      first = value(range.replaceFirst("-.*", ""));
      boolean isOpen = item.contains("/") && !range.contains("-");
      last = isOpen ? max : value(range.replaceFirst(".*-", ""));
    }
    BitSet values = new BitSet();
    for (int value = min; value <= max; value++) {
      int distance = Math.floorMod(value - first, size);
      values.set(value, distance <= Math.floorMod(last - first, size) && distance % step == 0);
    }
    return values;
  }

  int value(String text) {
    int value = names.contains(text) ? names.indexOf(text) + min : Integer.parseInt(text);
    return (value - min) % (max - min + 1) + min;
  }
}
