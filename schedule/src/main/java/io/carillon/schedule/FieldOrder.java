package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recognizes six fields that were written in the order of another scheduler. */
final class FieldOrder {
  private FieldOrder() {}

  /** Six wrong fields in the order that makes them right; null if none is likely. */
  static @Nullable String meant(List<Word> words) {
    List<String> texts = words.stream().map(Word::text).toList();
    if (texts.size() != 6 || !beginsWithMinute(texts)) {
      return null;
    }
    List<String> secondFirst = new ArrayList<>(texts.subList(0, 5));
    secondFirst.addFirst(texts.getLast());
    if (texts.getLast().matches("[0-9]{1,2}") && isValid(secondFirst)) {
      return "'" + String.join(" ", secondFirst) + "' (the second comes first)";
    }
    List<String> withSecond = new ArrayList<>(texts);
    withSecond.addFirst("0");
    return isValid(withSecond)
        ? "'" + String.join(" ", withSecond) + "' (with a year the second is written too)"
        : null;
  }

  /** Whether signs say that the third is the day of the month, the fifth that of the week. */
  private static boolean beginsWithMinute(List<String> texts) {
    return texts.get(2).matches(".*[?A-Z].*")
        || texts.get(4).matches(".*[?A-Z].*")
        || texts.getLast().matches("[12][0-9]{3}.*");
  }

  private static boolean isValid(List<String> texts) {
    try {
      var _ = CronParser.fields(texts.stream().map(t -> new Word(t, 0)).toList(), Spread.ANY_SEED);
      return true;
    } catch (InvalidScheduleException _) {
      return false;
    }
  }
}
