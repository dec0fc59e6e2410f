package io.carillon.server.api;

import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.json.InvalidInput;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an If-Match header asks for. Weak tags never match (RFC 9110, section 13.1.1).
 *
 * @param isAny {@code *}
 * @param tags the strong tags, without their quotes
 */
record IfMatch(boolean isAny, Set<String> tags) {
  private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");

  /** Reads the header; null without one. */
  static @Nullable IfMatch of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    if (header.strip().equals("*")) {
      return new IfMatch(true, Set.of());
    }
    Set<String> tags = new HashSet<>();
    Matcher tag = TAG.matcher(header);
    int end = 0;
    while (tag.find() && tag.start() == end) {
      end = tag.end();
      if (tag.group(1) == null) {
        tags.add(tag.group(2));
      }
    }
    if (end != header.length() || header.isBlank()) {
      throw InvalidInput.of("If-Match", "must be an ETag such as \"3\"");
    }
    return new IfMatch(false, tags);
  }

  /** Throws unless the version is one that was asked for. */
  void require(int version) {
    if (!isAny && !tags.contains(Integer.toString(version))) {
      throw mismatch(version);
    }
  }

  /** What a client gets that was too late. */
  static RuntimeException mismatch(int current) {
    return Problem.of(ProblemCode.VERSION_MISMATCH, "the job's version is " + current).exception();
  }
}
