package io.carillon.schedule;

/**
 * Reads the text of one cron field from left to right. Used once; not thread-safe.
 *
 * <p>The text is ASCII in upper case and not empty.
 */
final class FieldCursor {
  private static final int NUMBER_MAX = 99_999_999;

  private final CronField field;
  private final String text;
  private final int start;
  private int at;

  FieldCursor(CronField field, Word word) {
    this.field = field;
    this.text = word.text();
    this.start = word.start();
  }

  CronField field() {
    return field;
  }

  /** The index in the text of what comes next. */
  int at() {
    return at;
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  boolean isNext(char wanted) {
    return at < text.length() && text.charAt(at) == wanted;
  }

  /** Whether this is all that the field is. */
  boolean isWhole(String wanted) {
    return text.equals(wanted);
  }

  boolean isAtLetter() {
    return at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
  }

  boolean take(char wanted) {
    boolean taken = isNext(wanted);
    at += taken ? 1 : 0;
    return taken;
  }

  /** The letters that come next, without reading on. */
  String lettersAhead() {
    int end = at;
    while (end < text.length() && text.charAt(end) >= 'A' && text.charAt(end) <= 'Z') {
      end++;
    }
    return text.substring(at, end);
  }

  void skip(int characters) {
    at += characters;
  }

  /** Reads digits. All numbers above the greatest one that fits are the same: out of range. */
  int number() {
    int from = at;
    int number = 0;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      number = Math.min(number * 10 + text.charAt(at) - '0', NUMBER_MAX);
      at++;
    }
    if (at == from) {
      throw isAtEnd() ? refused(at, "a number is missing") : unexpected();
    }
    return number;
  }

  /** What was read from an index on. */
  String since(int from) {
    return text.substring(from, at);
  }

  /** A refusal of the next character. */
  InvalidScheduleException unexpected() {
    char next = text.charAt(at);
    return refused(at, "unexpected '" + next + "'" + Hint.unexpected(field, next, at == 0));
  }

  /**
   * A refusal of the field.
   *
   * @param index of the first wrong character in the text
   */
  InvalidScheduleException refused(int index, String problem) {
    return new InvalidScheduleException(field.label(), start + index + 1, problem, field.allowed());
  }
}
