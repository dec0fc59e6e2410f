package io.carillon.schedule;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads the five or six fields of a cron expression. */
final class CronParser {
  private static final int FIELDS = 6;
  private static final String REMEDY =
      "allowed are 6 (second minute hour day-of-month month day-of-week) or 5 (without second)";

  private CronParser() {}

  /**
   * Parses a cron expression.
   *
   * @param text ASCII in upper case, with white space at will
   */
  static CronSchedule parse(String text, ZoneId zone) {
    List<Word> words = sixFields(text);
    FieldSet second = FieldParser.parse(CronField.SECOND, words.get(0));
    FieldSet minute = FieldParser.parse(CronField.MINUTE, words.get(1));
    FieldSet hour = FieldParser.parse(CronField.HOUR, words.get(2));
    FieldSet dayOfMonth = FieldParser.parse(CronField.DAY_OF_MONTH, words.get(3));
    FieldSet month = FieldParser.parse(CronField.MONTH, words.get(4));
    FieldSet dayOfWeek = FieldParser.parse(CronField.DAY_OF_WEEK, words.get(5));

    TimeSet times = new TimeSet(second.bits(), minute.bits(), (int) hour.bits());
    DaySet days =
        new DaySet(
            (int) dayOfMonth.bits(),
            (int) month.bits(),
            (int) dayOfWeek.bits(),
            dayOfMonth.restricted() && dayOfWeek.restricted());
    LocalSeconds matches = new LocalSeconds(days, times);
    if (matches.next(0) == LocalSeconds.NONE) {
      throw neverFires(words.get(3), words.get(4));
    }
    return new CronSchedule(
        words.stream().map(Word::text).collect(Collectors.joining(" ")),
        matches,
        !second.byInterval() && !minute.byInterval() && !hour.byInterval(),
        ZoneTimeline.of(zone));
  }

  private static List<Word> sixFields(String text) {
    List<Word> words = new ArrayList<>(Word.split(text));
    if (words.size() < FIELDS - 1) {
      throw wrongCount(words.size(), text.length());
    }
    if (words.size() > FIELDS) {
      throw wrongCount(words.size(), words.get(FIELDS).start());
    }
    if (words.size() == FIELDS - 1) {
      words.addFirst(new Word("0", 0));
    }
    return words;
  }

  private static InvalidScheduleException wrongCount(int count, int index) {
    String fields = count == 1 ? " field" : " fields";
    return new InvalidScheduleException(
        "expression", index + 1, "it has " + count + fields, REMEDY);
  }

  /**
   * The only way for plain fields never to match: all months are shorter than the days asked for.
   */
  private static InvalidScheduleException neverFires(Word dayOfMonth, Word month) {
    return new InvalidScheduleException(
        CronField.DAY_OF_MONTH.label(),
        dayOfMonth.start() + 1,
        "never fires before the year 2200: no day "
            + dayOfMonth.text()
            + " in month "
            + month.text(),
        "allowed are days that a selected month has");
  }
}
