package io.carillon.schedule;

import java.util.BitSet;
import java.util.List;

/**
 * One field of a cron expression as it was written.
 *
 * @param items at least one
 */
record FieldItems(CronField field, List<Item> items) {
  FieldItems {
    items = List.copyOf(items);
    if (items.isEmpty()) {
      throw new IllegalArgumentException("no items in " + field);
    }
  }

  /** Every value of a field. */
  static FieldItems any(CronField field) {
    return new FieldItems(field, List.of(new Item.Span(field.whole(), 1, true)));
  }

  /** The values that plain items select; empty if all items are special days. */
  BitSet values() {
    BitSet values = new BitSet(field.max() + 1);
    for (Item item : items) {
      if (item instanceof Item.Span span) {
        span.addTo(values, field);
      }
    }
    return values;
  }

  /** {@link #values()} of a field below 64: bit {@code n} stands for the value {@code n}. */
  long bits() {
    BitSet values = values();
    return values.isEmpty() ? 0 : values.toLongArray()[0];
  }

  /** Whether a {@code *}, range or step selects more than one value. */
  boolean isByInterval() {
    for (Item item : items) {
      if (item instanceof Item.Span span && span.isInterval()) {
        return true;
      }
    }
    return false;
  }

  /** Whether no {@code *} or {@code ?} is in it without a step above 1. */
  boolean isRestricted() {
    for (Item item : items) {
      if (item instanceof Item.Span span && !span.isRestricted()) {
        return false;
      }
    }
    return true;
  }
}
