package io.carillon.benchmarks.receiver;

/**
 * The head of one HTTP/1.1 request, as far as counting needs it. One instance is filled again for
 * each request, so that reading allocates nothing. Not thread-safe.
 */
final class RequestHead {
  /** Result of {@link #read}: the blank line has not arrived yet. */
  static final int INCOMPLETE = -1;

  /** Result of {@link #read}: this is not a request that the receiver can answer. */
  static final int MALFORMED = -2;

  private static final byte[] JOB_ID = lower("Carillon-Job-Id");
  private static final byte[] SCHEDULED_AT = lower("Carillon-Scheduled-At");
  private static final byte[] ATTEMPT = lower("Carillon-Attempt");
  private static final byte[] CONTENT_LENGTH = lower("Content-Length");
  private static final byte[] CONNECTION = lower("Connection");
  private static final byte[] TRANSFER_ENCODING = lower("Transfer-Encoding");
  private static final byte[] CLOSE = lower("close");

  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  boolean hasJob;

  /** 128 bits of the job id: two of a million ids meet with a chance far below 1e-20. */
  long jobHigh;

  long jobLow;

  /** Epoch milliseconds, or {@link IsoInstant#NONE}. */
  long scheduledAtMs;

  /** From 1; 0 when the header is absent. */
  int attempt;

  /** Bytes of body that follow the head. */
  long contentLength;

  /** The client wants the connection closed after the answer. */
  boolean close;

  /** Reads one head from {@code data[from, to)}; the offset after it, or one of the constants. */
  int read(byte[] data, int from, int to) {
    hasJob = false;
    scheduledAtMs = IsoInstant.NONE;
    attempt = 0;
    contentLength = 0;
    close = false;
    int at = lineEnd(data, from, to);
    if (at < 0) {
      return INCOMPLETE;
    }
    at++;
    while (true) {
      int end = lineEnd(data, at, to);
      if (end < 0) {
        return INCOMPLETE;
      }
      int last = end > at && data[end - 1] == '\r' ? end - 1 : end;
      if (last == at) {
        return end + 1;
      }
      if (!header(data, at, last)) {
        return MALFORMED;
      }
      at = end + 1;
    }
  }

  private boolean header(byte[] data, int from, int to) {
    int colon = from;
    while (colon < to && data[colon] != ':') {
      colon++;
    }
    if (colon == to || colon == from) {
      return false;
    }
    int start = colon + 1;
    while (start < to && data[start] == ' ') {
      start++;
    }
    if (named(JOB_ID, data, from, colon)) {
      jobId(data, start, to);
    } else if (named(SCHEDULED_AT, data, from, colon)) {
      scheduledAtMs = IsoInstant.epochMs(data, start, to);
    } else if (named(ATTEMPT, data, from, colon)) {
      attempt = (int) Math.max(0, number(data, start, to));
    } else if (named(CONTENT_LENGTH, data, from, colon)) {
      contentLength = number(data, start, to);
      return contentLength >= 0;
    } else if (named(CONNECTION, data, from, colon)) {
      close = named(CLOSE, data, start, to);
    } else {
      // A chunked body would have to be decoded to find its end.
      return !named(TRANSFER_ENCODING, data, from, colon);
    }
    return true;
  }

  private void jobId(byte[] data, int from, int to) {
    long high = FNV_BASIS;
    long low = GOLDEN;
    for (int i = from; i < to; i++) {
      high = (high ^ data[i]) * FNV_PRIME;
      low = Long.rotateLeft((low + data[i]) * GOLDEN, 23);
    }
    jobHigh = high;
    jobLow = low;
    hasJob = to > from;
  }

  /** Up to nine digits; -1 for anything else. */
  private static long number(byte[] data, int from, int to) {
    if (from == to || to - from > 9) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static int lineEnd(byte[] data, int from, int to) {
    for (int i = from; i < to; i++) {
      if (data[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean named(byte[] name, byte[] data, int from, int to) {
    if (to - from != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      byte b = data[from + i];
      if (b != name[i] && (b < 'A' || b > 'Z' || b + 32 != name[i])) {
        return false;
      }
    }
    return true;
  }

  private static byte[] lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT)
        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
