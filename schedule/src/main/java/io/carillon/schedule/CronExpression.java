package io.carillon.schedule;

import java.util.List;

/**
 * The fields of a cron expression.
 *
 * @param text the six- or seven-field normal form
 * @param fields one for each {@link CronField}, in their order
 * @param bothDays whether a day must match both day fields, where otherwise either is enough
 */
record CronExpression(String text, List<FieldItems> fields, boolean bothDays) {
  CronExpression {
    fields = List.copyOf(fields);
  }

  FieldItems field(CronField field) {
    return fields.get(field.index());
  }

  /** Whether a day that matches one of the day fields matches, as in Vixie cron. */
  boolean eitherDay() {
    return !bothDays
        && field(CronField.DAY_OF_MONTH).isRestricted()
        && field(CronField.DAY_OF_WEEK).isRestricted();
  }

  /** Whether it names fixed times rather than intervals. */
  boolean isFixedTimes() {
    return !field(CronField.SECOND).isByInterval()
        && !field(CronField.MINUTE).isByInterval()
        && !field(CronField.HOUR).isByInterval();
  }

  LocalSeconds matches() {
    TimeSet times =
        new TimeSet(
            field(CronField.SECOND).bits(),
            field(CronField.MINUTE).bits(),
            (int) field(CronField.HOUR).bits());
    return new LocalSeconds(DaySet.of(this), times);
  }
}
