package io.carillon.schedule;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** How the selected values of a field lie, for saying it in few words. */
sealed interface ValuePattern {

  /** All values of the field. */
  record All() implements ValuePattern {}

  record One(int value) implements ValuePattern {}

  /**
   * Values at equal distances, at least four of them or three neighbours or a whole cycle.
   *
   * @param last below first if neighbours wrap around
   * @param isCycle whether they go on the same way in the next turn of the field, as 0, 20 and 40
   */
  record Steps(int first, int last, int step, boolean isCycle) implements ValuePattern {
    boolean isRun() {
      return step == 1;
    }
  }

  /** Neighbouring values; the last is below the first if they wrap around. */
  record Run(int first, int last) {}

  /** Anything else. */
  record Some(BitSet values) implements ValuePattern {

    /** The values in order; three or more neighbours become {@code first to last}. */
    List<String> parts(IntFunction<String> name) {
      List<String> parts = new ArrayList<>();
      for (Run run : runs()) {
        if (run.last() - run.first() > 1) {
          parts.add(name.apply(run.first()) + " to " + name.apply(run.last()));
        } else {
          IntStream.rangeClosed(run.first(), run.last()).mapToObj(name).forEach(parts::add);
        }
      }
      return parts;
    }

    List<Run> runs() {
      List<Run> runs = new ArrayList<>();
      int first = values.nextSetBit(0);
      while (first >= 0) {
        int end = values.nextClearBit(first);
        runs.add(new Run(first, end - 1));
        first = values.nextSetBit(end);
      }
      return runs;
    }
  }

  /**
   * Finds the pattern of values.
   *
   * @param values at least one of the whole
   * @param wraps whether neighbours may go on from the greatest value to the least
   */
  static ValuePattern of(BitSet values, Range whole, boolean wraps) {
    int count = values.cardinality();
    int first = values.nextSetBit(0);
    if (count == whole.count()) {
      return new All();
    }
    if (count == 1) {
      return new One(first);
    }
    int step = values.nextSetBit(first + 1) - first;
    int last = first + (count - 1) * step;
    if (isSelected(values, first, last, step)) {
      boolean isCycle = count * step == whole.count() && first - whole.first() < step;
      if (isCycle || count > 3 || (count == 3 && step == 1)) {
        return new Steps(first, last, step, isCycle);
      }
    }
    int end = whole.first() + whole.count();
    int gap = values.nextClearBit(whole.first());
    int next = values.nextSetBit(gap);
    boolean isRun = values.get(end - 1) && gap > whole.first() && values.nextClearBit(next) == end;
    return wraps && isRun && count > 2 ? new Steps(next, gap - 1, 1, false) : new Some(values);
  }

  private static boolean isSelected(BitSet values, int first, int last, int step) {
    for (int value = first; value <= last; value += step) {
      if (!values.get(value)) {
        return false;
      }
    }
    return true;
  }
}
