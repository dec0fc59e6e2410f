package io.carillon.invoker.http;

import io.vertx.core.http.HttpVersion;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The status line and the headers of an answer.
 *
 * @param header the first value of a header by its name, null when there is none
 */
record AnswerHead(
    int status, HttpVersion version, Function<CharSequence, @Nullable String> header) {

  @Nullable String get(CharSequence name) {
    return header.apply(name);
  }
}
