package io.carillon.schedule;

import java.nio.charset.StandardCharsets;

/**
 * Decides which values an {@code H} stands for.
 *
 * <p>The choice is written down here for ever, since jobs rely on it: the FNV-1a hash of the seed
 * in UTF-8, 64 bits wide, plus the number of the field (second 1 to year 7) times the golden ratio,
 * mixed as SplitMix64 does, gives a number. Its remainder by the count of the range is the place of
 * the one value; its remainder by the step is where a stepped {@code H} begins. So all {@code H} of
 * one field move together, and {@code H(0-29),H(30-59)} is always 30 apart.
 */
sealed interface Spread {
  /** Every value that some seed chooses. */
  Spread ANY_SEED = new Whole();

  /** The choice of one seed. */
  static Spread of(String seed) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : seed.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    return new Seeded(hash);
  }

  /** The value that an {@code H} without a step stands for. */
  Item.Span one(CronField field, Range range);

  /**
   * The values that an {@code H/n} stands for.
   *
   * @param step 1 to the count of the range
   */
  Item.Span stepped(CronField field, Range range, int step);

  /**
   * Chooses by a hash.
   *
   * @param seedHash any value
   */
  record Seeded(long seedHash) implements Spread {
    @Override
    public Item.Span one(CronField field, Range range) {
      int first = range.first() + number(field, range.count());
      return new Item.Span(new Range(field.wrap(first), 1), 1, false);
    }

    @Override
    public Item.Span stepped(CronField field, Range range, int step) {
      int shift = number(field, step);
      int first = field.wrap(range.first() + shift);
      int count = range.count() - shift;
      return new Item.Span(new Range(first, count), Math.min(step, count), false);
    }

    private int number(CronField field, int bound) {
      long mixed = seedHash + (field.index() + 1) * 0x9e3779b97f4a7c15L;
      mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      mixed ^= mixed >>> 31;
      return (int) Long.remainderUnsigned(mixed, bound);
    }
  }

  /** Chooses everything. */
  record Whole() implements Spread {
    @Override
    public Item.Span one(CronField field, Range range) {
      return new Item.Span(range, 1, false);
    }

    @Override
    public Item.Span stepped(CronField field, Range range, int step) {
      return new Item.Span(range, 1, false);
    }
  }
}
