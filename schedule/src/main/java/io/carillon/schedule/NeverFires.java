package io.carillon.schedule;

import java.util.List;

/**
 * Refuses expressions that name no day before the year 2200. The text alone decides, not the zone
 * or the seed, so that an expression that was once accepted always is.
 */
final class NeverFires {
  private NeverFires() {}

  /** Refuses an expression that never fires whatever the seed of its {@code H}. */
  static void check(String text) {
    CronExpression expression = CronParser.parse(text, Spread.ANY_SEED);
    if (expression.matches().next(0) == LocalSeconds.NONE) {
      throw refused(expression, Word.split(text));
    }
  }

  private static InvalidScheduleException refused(CronExpression expression, List<Word> given) {
    List<Word> words = Word.split(expression.text());
    CronField field =
        expression.field(CronField.DAY_OF_MONTH).isRestricted()
            ? CronField.DAY_OF_MONTH
            : CronField.DAY_OF_WEEK;
    int hidden = words.size() - given.size();
    StringBuilder day = new StringBuilder("never fires before the year 2200: no day");
    for (CronField part :
        List.of(CronField.DAY_OF_MONTH, CronField.DAY_OF_WEEK, CronField.MONTH, CronField.YEAR)) {
      if (expression.field(part).isRestricted()) {
        day.append(before(part)).append(words.get(part.index()).text());
      }
    }
    return new InvalidScheduleException(
        field.label(),
        given.get(field.index() - hidden).start() + 1,
        day.toString(),
        "allowed are days that a selected month has in a selected year");
  }

  private static String before(CronField part) {
    return switch (part) {
      case DAY_OF_WEEK -> " on ";
      case MONTH -> " in month ";
      case YEAR -> " in year ";
      case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> " ";
    };
  }
}
