package io.carillon.schedule;

/**
 * Neighbouring values of a cron field. After the greatest value of the field comes its least one.
 *
 * @param first a value of the field
 * @param count 1 to the number of values that the field has
 */
record Range(int first, int count) {

  /** From one value to another, both included; either may be 7 for Sunday. */
  static Range of(CronField field, int first, int last) {
    int from = field == CronField.DAY_OF_WEEK && first == CronField.SUNDAY_ALIAS ? 0 : first;
    int to = from != first && last == CronField.SUNDAY_ALIAS ? 0 : last;
    int size = field.whole().count();
    return new Range(from, to >= from ? to - from + 1 : size - (from - to) + 1);
  }
}
