package io.carillon.schedule;

/** Reads one value of a cron field: a number or a name. */
final class ValueReader {
  private ValueReader() {}

  static int read(FieldCursor cursor) {
    CronField field = cursor.field();
    if (cursor.isAtLetter()) {
      return name(cursor);
    }
    int from = cursor.at();
    if (cursor.isAtEnd()) {
      throw cursor.refused(from, "a value is missing");
    }
    int value = cursor.number();
    if (value < field.min() || value > field.maxWritten()) {
      throw cursor.refused(
          from, cursor.since(from) + " is out of range" + Hint.outOfRange(field, value));
    }
    return value;
  }

  /** A day of the week may have an L behind its name, which is left to be read. */
  private static int name(FieldCursor cursor) {
    CronField field = cursor.field();
    String word = cursor.lettersAhead();
    String name =
        field == CronField.DAY_OF_WEEK && word.length() == 4 && word.endsWith("L")
            ? word.substring(0, 3)
            : word;
    int index = field.names().indexOf(name);
    if (index < 0) {
      throw cursor.refused(cursor.at(), "unknown '" + word + "'" + Hint.unknownWord(field, word));
    }
    cursor.skip(name.length());
    return field.min() + index;
  }
}
