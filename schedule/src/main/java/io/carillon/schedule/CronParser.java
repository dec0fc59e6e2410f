package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Reads the five, six or seven fields of a cron expression. */
final class CronParser {
  private static final int FIELDS_MIN = 5;
  private static final int FIELDS_MAX = CronField.values().length;
  private static final String REMEDY =
      "allowed are 6 (second minute hour day-of-month month day-of-week), 5 (without second) or 7"
          + " (with year)";

  private CronParser() {}

  /**
   * Parses a cron expression. It may be one that never fires.
   *
   * @param text ASCII in upper case, with white space at will
   * @param spread decides what {@code H} stands for
   */
  static CronExpression parse(String text, Spread spread) {
    List<Word> words = Word.split(text);
    if (words.size() < FIELDS_MIN) {
      throw wrongCount(words, text.length());
    }
    if (words.size() > FIELDS_MAX) {
      throw wrongCount(words, words.get(FIELDS_MAX).start());
    }
    try {
      return fields(words, spread);
    } catch (InvalidScheduleException refusal) {
      String meant = FieldOrder.meant(words);
      throw meant == null ? refusal : refusal.withRemedy("did you mean " + meant);
    }
  }

  /** Parses five to seven words. */
  static CronExpression fields(List<Word> given, Spread spread) {
    List<Word> words = new ArrayList<>(given);
    if (words.size() == FIELDS_MIN) {
      words.addFirst(new Word("0", 0));
    }
    List<FieldItems> fields = new ArrayList<>();
    boolean bothDays = false;
    for (CronField field : CronField.values()) {
      if (field.index() == words.size()) {
        fields.add(FieldItems.any(field));
      } else {
        Word word = words.get(field.index());
        if (field == CronField.DAY_OF_WEEK && word.text().startsWith("+")) {
          bothDays = true;
          word = new Word(word.text().substring(1), word.start() + 1);
        }
        fields.add(FieldParser.parse(field, word, spread));
      }
    }
    return new CronExpression(text(words), fields, bothDays);
  }

  private static String text(List<Word> words) {
    StringJoiner text = new StringJoiner(" ");
    for (Word word : words) {
      text.add(word.text());
    }
    return text.toString();
  }

  private static InvalidScheduleException wrongCount(List<Word> words, int index) {
    String nickname = "@" + words.getFirst().text();
    String hint =
        words.size() == 1 && Nickname.of(nickname) != null
            ? Hint.didYouMean(nickname.toLowerCase(Locale.ROOT))
            : "";
    return new InvalidScheduleException(
        "expression",
        index + 1,
        "it has " + words.size() + (words.size() == 1 ? " field" : " fields") + hint,
        REMEDY);
  }
}
