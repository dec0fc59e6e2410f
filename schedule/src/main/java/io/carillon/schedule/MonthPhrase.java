package io.carillon.schedule;

/**
 * The selected months in English.
 *
 * @param in behind days of the week, as {@code in March}, with a space in front; empty for all
 * @param of behind days of the month, as {@code of March}, with a space in front
 */
record MonthPhrase(String in, String of) {

  static MonthPhrase of(FieldItems field) {
    return switch (ValuePattern.of(field.values(), CronField.MONTH.whole(), true)) {
      case ValuePattern.All _ -> new MonthPhrase("", " of the month");
      case ValuePattern.Steps run when run.isRun() -> {
        String months = " from " + English.month(run.first()) + " to " + English.month(run.last());
        yield new MonthPhrase(months, " of every month" + months);
      }
      case ValuePattern _ -> {
        String months = English.list(field.values().stream().mapToObj(English::month).toList());
        yield new MonthPhrase(" in " + months, " of " + months);
      }
    };
  }

  boolean areAll() {
    return in.isEmpty();
  }
}
