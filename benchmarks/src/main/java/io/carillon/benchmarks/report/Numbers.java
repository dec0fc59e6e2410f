package io.carillon.benchmarks.report;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {
  private Numbers() {}

  /** Whole numbers without a fraction, others with two digits, or three where they are small. */
  static String shown(double value, String unit) {
    String form = value == Math.rint(value) ? "%,.0f" : Math.abs(value) < 1 ? "%,.3f" : "%,.2f";
    String text = String.format(Locale.ROOT, form, value);
    return unit.isEmpty() ? text : text + " " + unit;
  }

  /** One digit behind the point. */
  static String rounded(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }
}
