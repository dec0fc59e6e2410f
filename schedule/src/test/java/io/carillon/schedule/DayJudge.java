package io.carillon.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Says of single dates whether the day fields of an expression match, by looking at the month. */
final class DayJudge {
  private final FieldJudge ofMonthField;
  private final FieldJudge ofWeekField;
  private final BitSet daysOfMonth;
  private final BitSet daysOfWeek;
  private final BitSet months;
  private final BitSet years;
  private final List<String> specialOfMonth;
  private final List<String> specialOfWeek;
  private final boolean anyYear;
  private final boolean isEither;

  DayJudge(String[] fields) {
    ofMonthField = FieldJudge.of(3, fields[3]);
    ofWeekField = FieldJudge.of(5, fields[5]);
    daysOfMonth = ofMonthField.values();
    daysOfWeek = ofWeekField.values();
    specialOfMonth = ofMonthField.special().toList();
    specialOfWeek = ofWeekField.special().toList();
    months = FieldJudge.of(4, fields[4]).values();
    FieldJudge year = FieldJudge.of(6, fields.length == 7 ? fields[6] : "*");
    years = year.values();
    anyYear = !year.isRestricted();
    isEither =
        ofMonthField.isRestricted() && ofWeekField.isRestricted() && !fields[5].startsWith("+");
  }

  boolean matches(LocalDate date) {
    if (!months.get(date.getMonthValue()) || !(anyYear || years.get(date.getYear()))) {
      return false;
    }
    boolean ofMonth =
        daysOfMonth.get(date.getDayOfMonth())
            || specialOfMonth.stream().anyMatch(item -> date.equals(ofMonth(item, date)));
    boolean ofWeek =
        daysOfWeek.get(date.getDayOfWeek().getValue() % 7)
            || specialOfWeek.stream().anyMatch(item -> isOfWeek(item, date));
    return isEither ? ofMonth || ofWeek : ofMonth && ofWeek;
  }

  /** The day that L, L-n, LW or nW names in the month of a date; a date elsewhere if none. */
  private static LocalDate ofMonth(String item, LocalDate date) {
    YearMonth month = YearMonth.from(date);
    if (item.equals("LW")) {
      return weekdays(month).getLast();
    }
    if (item.startsWith("L")) {
      int before = item.equals("L") ? 0 : Integer.parseInt(item.substring(2));
      return month.atEndOfMonth().minusDays(before);
    }
    int day = Integer.parseInt(item.substring(0, item.length() - 1));
    return month.isValidDay(day)
        ? weekdays(month).stream()
            .min(Comparator.comparingInt(weekday -> Math.abs(weekday.getDayOfMonth() - day)))
            .orElseThrow()
        : LocalDate.MIN;
  }

  private static List<LocalDate> weekdays(YearMonth month) {
    return IntStream.rangeClosed(1, month.lengthOfMonth())
        .mapToObj(month::atDay)
        .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
        .toList();
  }

  /** Whether a date is the one of its month that nL, n#k or n#L names. */
  private boolean isOfWeek(String item, LocalDate date) {
    String day = item.replaceFirst("#.*|L$", "");
    if (ofWeekField.value(day) != date.getDayOfWeek().getValue() % 7) {
      return false;
    }
    return item.endsWith("L")
        ? !date.plusWeeks(1).getMonth().equals(date.getMonth())
        : (date.getDayOfMonth() + 6) / 7 == Integer.parseInt(item.replaceFirst(".*#", ""));
  }
}
