package io.carillon.server.api;

import io.carillon.server.http.Problem;
import io.carillon.server.http.ProblemCode;
import io.carillon.server.http.Request;
import org.jspecify.annotations.Nullable;

/** The versions that a change was made from, one of which the job must still have. */
record IfMatch(EntityTags tags) {

  /** What the request asks for; null without the header. */
  static @Nullable IfMatch of(Request request) {
    String header = request.parameters().textOrNull("If-Match");
    return header == null ? null : new IfMatch(EntityTags.of("If-Match", header));
  }

  /** Whether any version will do. */
  boolean isAny() {
    return tags.isAny();
  }

  /** Throws unless the version is one that was asked for. */
  void require(int version) {
    if (!tags.matchStrongly(version)) {
      throw mismatch(version);
    }
  }

  /** What a client gets that was too late. */
  static RuntimeException mismatch(int current) {
    return Problem.of(ProblemCode.VERSION_MISMATCH, "the job's version is " + current).exception();
  }
}
