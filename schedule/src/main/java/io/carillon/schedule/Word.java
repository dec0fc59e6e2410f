package io.carillon.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of characters without white space.
 *
 * @param start its index in the expression
 */
record Word(String text, int start) {

  static List<Word> split(String expression) {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < expression.length()) {
      int start = at;
      while (at < expression.length() && !isSpace(expression.charAt(at))) {
        at++;
      }
      if (at > start) {
        words.add(new Word(expression.substring(start, at), start));
      }
      at++;
    }
    return words;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
