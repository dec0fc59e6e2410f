package io.carillon.benchmarks.receiver;

/**
 * Reads {@code 2026-01-31T09:00:00.000Z}, the only form that the header has, without allocating.
 */
final class IsoInstant {
  /** No instant, or not in that form. */
  static final long NONE = Long.MIN_VALUE;

  private static final String FORM = "dddd-dd-ddTdd:dd:dd.dddZ";
  private static final long DAY_MS = 86_400_000;

  private IsoInstant() {}

  static long epochMs(byte[] data, int from, int to) {
    if (to - from != FORM.length()) {
      return NONE;
    }
    for (int i = 0; i < FORM.length(); i++) {
      byte b = data[from + i];
      char expected = FORM.charAt(i);
      if (expected == 'd' ? b < '0' || b > '9' : b != expected) {
        return NONE;
      }
    }
    int month = two(data, from + 5);
    int day = two(data, from + 8);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return NONE;
    }
    int year = two(data, from) * 100 + two(data, from + 2);
    long timeMs =
        two(data, from + 11) * 3_600_000L
            + two(data, from + 14) * 60_000L
            + two(data, from + 17) * 1_000L
            + two(data, from + 20) * 10L
            + (data[from + 22] - '0');
    return epochDay(year, month, day) * DAY_MS + timeMs;
  }

  /** Days since 1970-01-01, for years from 0 on; the year is counted from March. */
  private static long epochDay(int year, int month, int day) {
    long y = month > 2 ? year : year - 1;
    long era = y / 400;
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }

  private static int two(byte[] data, int at) {
    return (data[at] - '0') * 10 + (data[at + 1] - '0');
  }
}
