package io.carillon.schedule;

import java.util.List;
import java.util.Locale;

/** Tells the kinds of expression apart and checks what they share. */
final class ScheduleParser {
  /** In characters. Longer expressions are refused. */
  static final int EXPRESSION_LENGTH_MAX = 512;

  private ScheduleParser() {}

  static Schedule parse(String expression, ScheduleContext context) {
    requirePlainText(expression);
    String text = expression.toUpperCase(Locale.ROOT);
    List<Word> words = Word.split(text);
    if (words.isEmpty()) {
      throw refused(0, "it is empty", "allowed are 5 to 7 cron fields, a nickname, @every and @at");
    }
    Word first = words.getFirst();
    if (first.text().charAt(0) != '@') {
      return CronSchedule.parse(text, context);
    }
    return switch (first.text()) {
      case EveryParser.KEYWORD -> EveryParser.parse(onlyArgument(words, text), context.anchor());
      case AtParser.KEYWORD -> AtParser.parse(onlyArgument(words, text));
      default -> {
        Nickname nickname = Nickname.of(first.text());
        if (nickname == null) {
          throw refused(
              first.start(),
              "unknown '"
                  + first.text().toLowerCase(Locale.ROOT)
                  + "'"
                  + NicknameHint.of(first.text()),
              "allowed are " + Nickname.allowed() + ", @every <duration> and @at <date-time>");
        }
        if (words.size() > 1) {
          throw refused(words.get(1).start(), "a nickname stands alone", "remove the rest");
        }
        yield CronSchedule.parse(nickname.cron(), context);
      }
    };
  }

  private static void requirePlainText(String expression) {
    if (expression.length() > EXPRESSION_LENGTH_MAX) {
      throw refused(
          EXPRESSION_LENGTH_MAX,
          "it has " + expression.length() + " characters",
          "allowed are " + EXPRESSION_LENGTH_MAX);
    }
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (!Word.isSpace(c) && (c < '!' || c > '~')) {
        throw refused(
            i,
            String.format(Locale.ROOT, "unexpected character U+%04X", (int) c),
            "allowed are printable ASCII characters and white space");
      }
    }
  }

  private static Word onlyArgument(List<Word> words, String text) {
    return switch (words.size()) {
      case 1 -> new Word("", text.length());
      case 2 -> words.getLast();
      default ->
          throw refused(
              words.get(2).start(), "one value follows a keyword", "write it without white space");
    };
  }

  private static InvalidScheduleException refused(int index, String problem, String remedy) {
    return new InvalidScheduleException("expression", index + 1, problem, remedy);
  }
}
