package io.carillon.schedule;

/** Reads an item that begins with {@code H}: {@code H}, {@code H(a-b)} and either with a step. */
final class SpreadParser {
  private SpreadParser() {}

  static Item.Span parse(FieldCursor cursor, Spread spread) {
    CronField field = cursor.field();
    int start = cursor.at();
    cursor.skip(1);
    boolean isRanged = cursor.isNext('(');
    Range range = isRanged ? range(cursor) : field.spread();
    if (cursor.take('/')) {
      return spread.stepped(field, range, RangeReader.step(cursor, range));
    }
    if (field == CronField.YEAR && !isRanged) {
      throw cursor.refused(
          start, "H alone is one of 230 years, most likely gone (give a range, as H(2030-2039))");
    }
    return spread.one(field, range);
  }

  private static Range range(FieldCursor cursor) {
    cursor.skip(1);
    int first = ValueReader.read(cursor);
    if (!cursor.isNext('-')) {
      throw cursor.refused(cursor.at(), "H is spread over a range (write H(a-b))");
    }
    Range range = RangeReader.from(cursor, first, first);
    if (!cursor.take(')')) {
      throw cursor.refused(cursor.at(), "a ')' is missing");
    }
    return range;
  }
}
