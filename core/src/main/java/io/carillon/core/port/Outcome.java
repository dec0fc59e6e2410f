package io.carillon.core.port;

import org.jspecify.annotations.Nullable;

/** How a call ended. */
public sealed interface Outcome {
  /** When the request was handed to an acquired connection, epoch milliseconds; 0: never. */
  long startedAtMs();

  /** From the start to the end of the response, milliseconds; 0 when it never started. */
  long durationMs();

  /**
   * The target answered.
   *
   * @param retryAfterMs what the answer's Retry-After header asks for, or -1
   * @param response the first bytes of the answer as text, at most {@link
   *     io.carillon.core.Execution.Attempt#RESPONSE_BYTES_MAX}; null when there was none, or when
   *     the status is 2xx and nobody watches the call
   */
  record Answered(
      long startedAtMs,
      long durationMs,
      int httpStatus,
      long retryAfterMs,
      @Nullable String response)
      implements Outcome {
    /** Whether the status is 2xx, the one kind that means success. */
    public boolean isSuccess() {
      return httpStatus >= 200 && httpStatus < 300;
    }
  }

  /** There was no complete answer. */
  record Failed(long startedAtMs, long durationMs, Failure failure, String message)
      implements Outcome {}

  /** Why there was no complete answer. */
  enum Failure {
    /** Connecting, TLS, a reset, a broken answer. Retried. */
    CONNECTION(true),
    /** Connect, first byte or total time ran out. Retried. */
    TIMEOUT(true),
    /** The host name could not be resolved. Retried. */
    RESOLVE(true),
    /** The egress guard forbids the address. Not retried. */
    FORBIDDEN(false),
    /** There was no connection by the latest start, nothing was sent. Not retried. */
    EXPIRED(false),
    /** {@link Call#maySend} said no; nothing was sent, or the target has not processed it. */
    WITHHELD(false),
    /** Somebody cancelled the call. Not retried. */
    CANCELLED(false);

    private final boolean retryable;

    Failure(boolean retryable) {
      this.retryable = retryable;
    }

    public boolean retryable() {
      return retryable;
    }
  }
}
