package io.carillon.invoker.http;

import io.carillon.core.port.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer whose head has arrived. Used by one loop. */
final class Answer {
  /** Of which answers the first bytes are kept. */
  enum Keep {
    /** All but 2xx: what nobody will look at costs nothing. */
    FAILURES,
    EVERY_ANSWER
  }

  private static final Pattern KEEP_ALIVE_TIMEOUT =
      Pattern.compile("\\btimeout=(\\d{1,9})\\b", Pattern.CASE_INSENSITIVE);

  private final int status;
  private final long retryAfterMs;
  private final boolean isReusable;
  private final long keepAliveMs;
  private final @Nullable ResponseText text;
  private long bytes;

  Answer(HttpClientResponse response, HttpMethod method, Keep keep, long nowMs) {
    status = response.statusCode();
    boolean isSuccess = status >= 200 && status < 300;
    retryAfterMs =
        isSuccess ? -1 : RetryAfter.ms(response.getHeader(HttpHeaders.RETRY_AFTER), nowMs);
    text = isSuccess && keep == Keep.FAILURES ? null : new ResponseText();
    isReusable = isReusable(response, method);
    keepAliveMs = keepAliveMs(response.getHeader("Keep-Alive"));
  }

  /** Less than the target says, so that it does not close just when the next request comes. */
  private static long keepAliveMs(@Nullable String header) {
    if (header == null) {
      return Long.MAX_VALUE;
    }
    Matcher timeout = KEEP_ALIVE_TIMEOUT.matcher(header);
    return timeout.find() ? Long.parseLong(timeout.group(1)) * 1_000 * 3 / 4 : Long.MAX_VALUE;
  }

  /** Whether another request may follow on the connection when this answer has ended. */
  private static boolean isReusable(HttpClientResponse response, HttpMethod method) {
    if (response.version() == HttpVersion.HTTP_2) {
      return true;
    }
    String connection = response.getHeader(HttpHeaders.CONNECTION);
    boolean isClosing = connection != null && connection.toLowerCase(Locale.ROOT).contains("close");
    boolean hasEnd =
        response.getHeader(HttpHeaders.CONTENT_LENGTH) != null
            || response.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
            || method.equals(HttpMethod.HEAD)
            || response.statusCode() == 204
            || response.statusCode() == 304;
    return response.version() == HttpVersion.HTTP_1_1 && !isClosing && hasEnd;
  }

  /** Interim answers end here: none was asked for. */
  boolean isFinal() {
    return status >= 200;
  }

  boolean isReusable() {
    return isReusable;
  }

  /** How long the connection may be kept without a call, as far as the target says. */
  long keepAliveMs() {
    return keepAliveMs;
  }

  /** Takes a part of the body; false when that is more than is read of any answer. */
  boolean takes(Buffer chunk, int bytesMax) {
    bytes += chunk.length();
    if (text != null) {
      text.add(chunk);
    }
    return bytes <= bytesMax;
  }

  Outcome outcome(long startedAtMs, long durationMs) {
    return new Outcome.Answered(
        startedAtMs, durationMs, status, retryAfterMs, text == null ? null : text.text());
  }
}
