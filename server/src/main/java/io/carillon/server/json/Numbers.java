package io.carillon.server.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes numbers that may be absent. */
public final class Numbers {
  private Numbers() {}

  /** Writes a whole number, or null. */
  public static void write(JsonGenerator out, String field, @Nullable Number value)
      throws IOException {
    if (value == null) {
      out.writeNullField(field);
    } else {
      out.writeNumberField(field, value.longValue());
    }
  }

  /** Writes a number with three decimals, or null when it is none. */
  public static void writeRounded(JsonGenerator out, String field, double value)
      throws IOException {
    if (Double.isNaN(value)) {
      out.writeNullField(field);
    } else {
      out.writeNumberField(field, Math.round(value * 1_000) / 1_000.0);
    }
  }

  /** The part of the whole, or not a number when there is no whole. */
  public static double share(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
