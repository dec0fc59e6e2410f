package io.carillon.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody meant. */
final class Spelling {
  /** Words of up to this many letters may differ in one place, longer ones in two. */
  private static final int SHORT_WORD = 4;

  private Spelling() {}

  /**
   * The candidate that a word begins with, otherwise the first of those that take the fewest
   * letters to change; null if all are far.
   */
  static @Nullable String closest(String word, List<String> candidates) {
    String closest = null;
    int least = word.length() <= SHORT_WORD ? 2 : 3;
    for (String candidate : candidates) {
      int distance = word.startsWith(candidate) ? 0 : distance(word, candidate);
      if (distance < least) {
        least = distance;
        closest = candidate;
      }
    }
    return closest;
  }

  /** How many letters to insert, leave out or replace to get from one word to the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int i = 0; i <= to.length(); i++) {
      row[i] = i;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
