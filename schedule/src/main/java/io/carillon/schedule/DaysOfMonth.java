package io.carillon.schedule;

/**
 * What a day-of-month field selects.
 *
 * @param days bits 1 to 31: plain days
 * @param beforeLast bits 0 to 30: days counted back from the last one
 * @param nearWeekday bits 1 to 31: days whose nearest Monday to Friday is selected
 * @param lastWeekday whether the last Monday to Friday is selected
 */
record DaysOfMonth(int days, int beforeLast, int nearWeekday, boolean lastWeekday) {

  static DaysOfMonth of(FieldItems field) {
    int beforeLast = 0;
    int nearWeekday = 0;
    boolean lastWeekday = false;
    for (Item item : field.items()) {
      switch (item) {
        case Item.LastDay last -> beforeLast |= 1 << last.daysBefore();
        case Item.NearestWeekday near -> nearWeekday |= 1 << near.day();
        case Item.LastWeekday _ -> lastWeekday = true;
        case Item.Span _ -> {}
        case Item.NthDayOfWeek _, Item.LastDayOfWeek _ -> throw new IllegalArgumentException();
      }
    }
    return new DaysOfMonth((int) field.bits(), beforeLast, nearWeekday, lastWeekday);
  }

  /** The selected days of a month of a shape: bits 1 to its length. */
  int in(int monthShape) {
    if (beforeLast == 0 && nearWeekday == 0 && !lastWeekday) {
      return days & MonthShape.days(monthShape);
    }
    int length = MonthShape.length(monthShape);
    int selected = days;
    for (int day = 1; day <= length; day++) {
      if (((beforeLast >>> (length - day)) & 1) != 0) {
        selected |= 1 << day;
      }
      if (((nearWeekday >>> day) & 1) != 0 || (lastWeekday && day == length)) {
        selected |= 1 << nearestWeekday(day, monthShape);
      }
    }
    return selected & MonthShape.days(monthShape);
  }

  /** The Monday to Friday of the month that is nearest to one of its days. */
  private static int nearestWeekday(int day, int monthShape) {
    return switch (MonthShape.dayOfWeek(monthShape, day)) {
      case 6 -> day == 1 ? 3 : day - 1;
      case 0 -> day == MonthShape.length(monthShape) ? day - 2 : day + 1;
      default -> day;
    };
  }
}
