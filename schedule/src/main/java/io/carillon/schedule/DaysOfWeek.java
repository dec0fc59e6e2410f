package io.carillon.schedule;

/**
 * What a day-of-week field selects.
 *
 * @param days bits 0 (Sunday) to 6: every such day
 * @param last bits 0 to 6: the last such day of a month
 * @param nth bit {@code 7 * (k - 1) + day}: the {@code k}-th such day of a month, first to fifth
 */
record DaysOfWeek(int days, int last, long nth) {
  /** Repeats seven bits six times: a month spans at most six weeks. */
  private static final long SIX_WEEKS =
      1 | (1 << 7) | (1 << 14) | (1 << 21) | (1 << 28) | (1L << 35);

  static DaysOfWeek of(FieldItems field) {
    int last = 0;
    long nth = 0;
    for (Item item : field.items()) {
      switch (item) {
        case Item.LastDayOfWeek day -> last |= 1 << day.dayOfWeek();
        case Item.NthDayOfWeek day -> nth |= 1L << (7 * (day.nth() - 1) + day.dayOfWeek());
        case Item.Span _ -> {}
        case Item.LastDay _, Item.LastWeekday _, Item.NearestWeekday _ ->
            throw new IllegalArgumentException();
      }
    }
    return new DaysOfWeek((int) field.bits(), last, nth);
  }

  /** The selected days of a month of a shape: bits 1 to its length. */
  int in(int monthShape) {
    int selected = (int) ((days * SIX_WEEKS) >>> MonthShape.dayOfWeek(monthShape, 1)) << 1;
    if (last == 0 && nth == 0) {
      return selected & MonthShape.days(monthShape);
    }
    int length = MonthShape.length(monthShape);
    for (int day = 1; day <= length; day++) {
      int dayOfWeek = MonthShape.dayOfWeek(monthShape, day);
      int ofMonth = (int) (nth >>> ((day - 1) / 7 * 7 + dayOfWeek));
      int lastOfMonth = day + 7 > length ? last >>> dayOfWeek : 0;
      selected |= ((ofMonth | lastOfMonth) & 1) << day;
    }
    return selected & MonthShape.days(monthShape);
  }
}
