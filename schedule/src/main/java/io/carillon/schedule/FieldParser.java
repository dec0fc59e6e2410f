package io.carillon.schedule;

/** Reads one field of a cron expression from left to right. Used once; not thread-safe. */
final class FieldParser {
  private final CronField field;
  private final String text;
  private final int start;
  private int at;
  private long bits;
  private boolean byInterval;
  private boolean restricted = true;

  private FieldParser(CronField field, Word word) {
    this.field = field;
    this.text = word.text();
    this.start = word.start();
  }

  /** Reads a word of ASCII in upper case. */
  static FieldSet parse(CronField field, Word word) {
    return new FieldParser(field, word).list();
  }

  private FieldSet list() {
    item();
    while (at < text.length()) {
      if (!take(',')) {
        throw refused(at, "unexpected '" + text.charAt(at) + "'");
      }
      item();
    }
    return new FieldSet(bits, byInterval, restricted);
  }

  private void item() {
    if (at == text.length() || text.charAt(at) == ',') {
      throw refused(at, "a value is missing");
    }
    int first = field.min();
    int last = field.max();
    boolean any = takeAny();
    if (!any) {
      first = value();
      if (take('-')) {
        last = value();
      } else if (!isNext('/')) {
        last = first;
      }
      if (field == CronField.DAY_OF_WEEK && first == CronField.SUNDAY_ALIAS) {
        first = 0;
        last = last == CronField.SUNDAY_ALIAS ? 0 : last;
      }
    }
    int count = field.span(first, last);
    int step = take('/') ? step(count) : 1;
    for (int i = 0; i < count; i += step) {
      bits |= 1L << field.wrap(first + i);
    }
    byInterval |= count > step;
    restricted &= !any || step > 1;
  }

  private boolean takeAny() {
    if (take('*')) {
      return true;
    }
    if (text.charAt(at) != '?') {
      return false;
    }
    if (!field.isDay()) {
      throw refused(at, "'?' stands only in day-of-month and day-of-week");
    }
    if (text.length() != 1) {
      throw refused(at, "'?' stands alone");
    }
    at++;
    return true;
  }

  private int step(int count) {
    int from = at;
    int step = number();
    if (step == 0) {
      throw refused(from, "a step of 0");
    }
    if (step > count) {
      throw refused(from, "the step " + step + " is larger than its range of " + count + " values");
    }
    return step;
  }

  private int value() {
    int from = at;
    if (at < text.length() && isLetter(text.charAt(at))) {
      return name();
    }
    int value = number();
    if (value < field.min() || value > field.maxWritten()) {
      String hint = field == CronField.HOUR && value == 24 ? " (midnight is 0)" : "";
      throw refused(from, text.substring(from, at) + " is out of range" + hint);
    }
    return value;
  }

  private int name() {
    int from = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    int index = field.names().indexOf(word);
    if (index >= 0) {
      return field.min() + index;
    }
    String hint = "";
    for (String name : field.names()) {
      hint = word.startsWith(name) ? " (did you mean " + name + "?)" : hint;
    }
    throw refused(from, "unknown '" + word + "'" + hint);
  }

  /** Reads digits. All numbers above the greatest one that fits are the same: out of range. */
  private int number() {
    int from = at;
    int number = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      number = Math.min(number * 10 + text.charAt(at) - '0', 99_999_999);
      at++;
    }
    if (at == from) {
      throw refused(
          at, at == text.length() ? "a number is missing" : "unexpected '" + text.charAt(at) + "'");
    }
    return number;
  }

  private boolean take(char wanted) {
    boolean taken = isNext(wanted);
    at += taken ? 1 : 0;
    return taken;
  }

  private boolean isNext(char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  private InvalidScheduleException refused(int index, String problem) {
    return new InvalidScheduleException(field.label(), start + index + 1, problem, field.allowed());
  }

  private static boolean isLetter(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
