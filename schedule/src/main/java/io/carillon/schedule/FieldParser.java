package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;

/** Reads the list that a cron field is. Used once; not thread-safe. */
final class FieldParser {
  private final CronField field;
  private final FieldCursor cursor;
  private final Spread spread;

  private FieldParser(CronField field, Word word, Spread spread) {
    this.field = field;
    this.cursor = new FieldCursor(field, word);
    this.spread = spread;
  }

  /**
   * Reads a field.
   *
   * @param word ASCII in upper case
   * @param spread decides what {@code H} stands for
   */
  static FieldItems parse(CronField field, Word word, Spread spread) {
    return new FieldParser(field, word, spread).list();
  }

  private FieldItems list() {
    List<Item> items = new ArrayList<>();
    do {
      if (cursor.isAtEnd() || cursor.isNext(',')) {
        throw cursor.refused(
            cursor.at(), "a list item is empty (a list has no white space and no extra comma)");
      }
      items.add(item());
      if (!cursor.isAtEnd() && !cursor.isNext(',')) {
        throw cursor.unexpected();
      }
    } while (cursor.take(','));
    return new FieldItems(field, items);
  }

  private Item item() {
    if (cursor.take('*')) {
      return span(field.whole(), true);
    }
    if (field.isDay() && cursor.isWhole("?")) {
      cursor.skip(1);
      return span(field.whole(), true);
    }
    if (cursor.lettersAhead().equals("H")) {
      return SpreadParser.parse(cursor, spread);
    }
    Item special = SpecialDayParser.leading(cursor);
    if (special != null) {
      return special;
    }
    int value = ValueReader.read(cursor);
    special = SpecialDayParser.following(cursor, value);
    if (special != null) {
      return special;
    }
    boolean isOpen = cursor.isNext('/');
    return span(RangeReader.from(cursor, value, isOpen ? field.max() : value), false);
  }

  private Item.Span span(Range range, boolean any) {
    int step = cursor.take('/') ? RangeReader.step(cursor, range) : 1;
    return new Item.Span(range, step, any);
  }
}
