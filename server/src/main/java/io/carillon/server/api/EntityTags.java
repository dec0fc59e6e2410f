package io.carillon.server.api;

import io.carillon.server.json.InvalidInput;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an If-Match or If-None-Match header lists (RFC 9110, section 8.8.3). Immutable.
 *
 * @param isAny {@code *}
 * @param strong without their quotes
 * @param weak without the mark and their quotes
 */
record EntityTags(boolean isAny, Set<String> strong, Set<String> weak) {
  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");

  /**
   * Reads the header.
   *
   * @param name for the message that refuses it
   */
  static EntityTags of(String name, String header) {
    if (header.strip().equals("*")) {
      return new EntityTags(true, Set.of(), Set.of());
    }
    Set<String> strong = new HashSet<>();
    Set<String> weak = new HashSet<>();
    Matcher tag = TAG.matcher(header);
    int end = 0;
    while (tag.find() && tag.start() == end) {
      end = tag.end();
      (tag.group(1) == null ? strong : weak).add(tag.group(2));
    }
    if (end != header.length() || header.isBlank()) {
      throw InvalidInput.of(name, "must be an ETag such as \"3\"");
    }
    return new EntityTags(false, strong, weak);
  }

  /** The ETag of a job's version. */
  static String tag(int version) {
    return "\"" + version + "\"";
  }

  /** The comparison that changes need: a weak tag never matches (section 8.8.3.2). */
  boolean matchStrongly(int version) {
    return isAny || strong.contains(Integer.toString(version));
  }

  /** The comparison that reads need: whether a tag is weak does not count. */
  boolean matchWeakly(int version) {
    return matchStrongly(version) || weak.contains(Integer.toString(version));
  }
}
