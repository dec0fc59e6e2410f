package io.carillon.server.http;

import io.carillon.core.Invalid;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.server.json.InvalidInput;
import io.carillon.server.json.MalformedJson;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever ended a request into the problem that the client sees. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** The problem; what nobody expected is logged and shown as an internal error without detail. */
  public static Problem of(Throwable failure) {
    return switch (unwrap(failure)) {
      case ProblemException e -> e.problem();
      case InvalidInput e -> Problem.of(e.errors());
      case Invalid e -> Problem.of(InvalidInput.of(e).errors());
      case MalformedJson e -> Problem.of(ProblemCode.MALFORMED_JSON, e.getMessage());
      case StoreUnavailable e -> Problem.of(ProblemCode.STORE_UNAVAILABLE, e.getMessage());
      case Throwable e -> {
        LOG.error("a request failed", e);
        yield Problem.of(ProblemCode.INTERNAL, null);
      }
    };
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
