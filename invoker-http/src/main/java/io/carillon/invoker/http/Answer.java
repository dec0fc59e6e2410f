package io.carillon.invoker.http;

import io.carillon.core.port.Outcome;
import io.netty.buffer.ByteBuf;
import io.vertx.core.http.HttpHeaders;
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

  private static final int STATUS_MAX = 999;

  private static final CharSequence KEEP_ALIVE = HttpHeaders.createOptimized("keep-alive");

  private static final Pattern KEEP_ALIVE_TIMEOUT =
      Pattern.compile("\\btimeout=(\\d{1,9})\\b", Pattern.CASE_INSENSITIVE);

  private final Outgoing request;
  private final int status;
  private final long retryAfterMs;
  private final boolean isReusable;
  private final long keepAliveMs;
  private final @Nullable ResponseText text;
  private long bytes;

  /**
   * @param request that is answered
   */
  Answer(AnswerHead head, Outgoing request, Keep keep, long nowMs) {
    this.request = request;
    status = head.status();
    boolean isSuccess = status >= 200 && status < 300;
    retryAfterMs = isSuccess ? -1 : RetryAfter.ms(head.get(HttpHeaders.RETRY_AFTER), nowMs);
    text = isSuccess && keep == Keep.FAILURES ? null : new ResponseText();
    isReusable = isReusable(head, request.isHead());
    keepAliveMs = keepAliveMs(head.get(KEEP_ALIVE));
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
  private static boolean isReusable(AnswerHead head, boolean isHead) {
    if (head.version() == HttpVersion.HTTP_2) {
      return true;
    }
    String connection = head.get(HttpHeaders.CONNECTION);
    boolean isClosing = connection != null && connection.toLowerCase(Locale.ROOT).contains("close");
    boolean hasEnd =
        head.get(HttpHeaders.CONTENT_LENGTH) != null
            || head.get(HttpHeaders.TRANSFER_ENCODING) != null
            || isHead
            || head.status() == 204
            || head.status() == 304;
    return head.version() == HttpVersion.HTTP_1_1 && !isClosing && hasEnd;
  }

  /**
   * Whether the status is one of three digits that ends a request. No other protocol was asked for,
   * what has more digits has no place in a store, and over TLS Vert.x takes interim answers other
   * than 100 and 103 for the answer.
   */
  boolean isFinal() {
    return status >= 200 && status <= STATUS_MAX;
  }

  boolean isReusable() {
    return isReusable;
  }

  /** How long the connection may be kept without a call, as far as the target says. */
  long keepAliveMs() {
    return keepAliveMs;
  }

  /** Takes a part of the body; false when that is more than is read of any answer. */
  boolean takes(ByteBuf chunk, int bytesMax) {
    bytes += chunk.readableBytes();
    if (text != null) {
      text.add(chunk);
    }
    return bytes <= bytesMax;
  }

  Outcome outcome(long startedAtMs, long durationMs) {
    String kept = text == null ? null : text.text();
    return new Outcome.Answered(
        startedAtMs, durationMs, status, retryAfterMs, kept == null ? null : request.masked(kept));
  }
}
