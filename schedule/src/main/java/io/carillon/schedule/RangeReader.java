package io.carillon.schedule;

/** Reads the parts of a range behind its first value: {@code -b} and {@code /n}. */
final class RangeReader {
  private RangeReader() {}

  /**
   * Reads the end of a range.
   *
   * @param first what was read before
   * @param otherwise the last value if none is written
   */
  static Range from(FieldCursor cursor, int first, int otherwise) {
    if (!cursor.take('-')) {
      return Range.of(cursor.field(), first, otherwise);
    }
    int from = cursor.at();
    int last = ValueReader.read(cursor);
    if (cursor.field() == CronField.YEAR && last < first) {
      throw cursor.refused(from, "the range ends before its start (years do not wrap around)");
    }
    return Range.of(cursor.field(), first, last);
  }

  /** Reads a step, 1 to the count of its range. */
  static int step(FieldCursor cursor, Range range) {
    int from = cursor.at();
    int step = cursor.number();
    if (step == 0) {
      throw cursor.refused(from, "a step of 0 (the least is 1)");
    }
    if (step > range.count()) {
      throw cursor.refused(
          from,
          "the step "
              + cursor.since(from)
              + " is larger than its range of "
              + range.count()
              + (range.count() == 1 ? " value" : " values"));
    }
    return step;
  }
}
