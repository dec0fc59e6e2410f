package io.carillon.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.server.contract.OperationSpec;
import io.carillon.server.contract.Shape;
import io.carillon.server.json.Json;
import io.carillon.server.json.Violations;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of one request within the limits and checks it against the contract. What comes
 * after a refusal is discarded, within a bound, so that the client gets to read the answer.
 */
final class RequestBody {
  /** Larger bodies are parsed away from the event loop. */
  private static final int INLINE_BYTES_MAX = 65_536;

  private static final long DISCARDED_BYTES_MAX = 64L << 20;

  private final Route route;
  private final OperationSpec spec;
  private final BodyLimits limits;
  private final HttpServerRequest request;
  private final Context context;
  private final AtomicInteger taken = new AtomicInteger();
  private final Promise<Body> promise = Promise.promise();
  private Buffer bytes = Buffer.buffer();
  private boolean isRefused;
  private long discarded;

  RequestBody(Route route, BodyLimits limits, HttpServerRequest request, Context context) {
    this.route = route;
    this.spec = route.spec();
    this.limits = limits;
    this.request = request;
    this.context = context;
  }

  /** The client went away, or sent what is no HTTP any more: there is nobody to answer. */
  static final class BrokenOff extends RuntimeException {
    BrokenOff(Throwable cause) {
      super(cause.getMessage(), cause, false, false);
    }
  }

  /** What was read: the JSON, when it is JSON, and the bytes. */
  record Body(@Nullable JsonNode json, Buffer raw) {}

  /**
   * Reads and checks. Fails with {@link BrokenOff} when the end does not come.
   *
   * @param violations what is wrong already; wrong fields are added, and any refuses the request
   */
  Future<Body> read(Violations violations) {
    String mediaType = mediaType();
    Shape shape = mediaType == null ? null : spec.bodies().get(mediaType);
    long announced = announcedBytes();
    if (shape == null && (mediaType != null || announced != 0)) {
      refuse(
          Problem.of(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "taken here: " + String.join(", ", spec.bodies().keySet())));
    } else if (announced > limits.max(spec.id())) {
      refuse(tooLarge());
    }
    request.handler(this::take);
    request.endHandler(_ -> end(mediaType, shape, violations));
    request.exceptionHandler(
        e -> {
          release();
          promise.tryFail(new BrokenOff(e));
        });
    return promise.future();
  }

  /** Gives the budget back; may be called more than once. */
  void release() {
    limits.giveBack(taken.getAndSet(0));
  }

  private @Nullable String mediaType() {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return null;
    }
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }

  /** The announced length, -1 when the body is sent in chunks, 0 without a body. */
  private long announcedBytes() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? -1 : 0;
    }
    return Long.parseLong(length);
  }

  private void take(Buffer chunk) {
    if (isRefused) {
      discarded += chunk.length();
      if (discarded > DISCARDED_BYTES_MAX) {
        request.connection().close();
      }
    } else if (bytes.length() + (long) chunk.length() > limits.max(spec.id())) {
      refuse(tooLarge());
    } else if (!limits.take(chunk.length())) {
      refuse(Problem.of(ProblemCode.TOO_MANY_REQUESTS, "other large bodies are being read"));
    } else {
      taken.addAndGet(chunk.length());
      bytes.appendBuffer(chunk);
    }
  }

  private void refuse(Problem problem) {
    isRefused = true;
    bytes = Buffer.buffer();
    release();
    promise.tryFail(problem.exception());
  }

  private Problem tooLarge() {
    return Problem.of(
        ProblemCode.BODY_TOO_LARGE, "at most " + limits.max(spec.id()) + " bytes are taken");
  }

  private void end(@Nullable String mediaType, @Nullable Shape shape, Violations violations) {
    if (isRefused) {
      return;
    }
    if (bytes.length() <= INLINE_BYTES_MAX) {
      finish(mediaType, shape, violations);
    } else {
      Future<@Nullable Boolean> _ =
          context
              .owner()
              .executeBlocking(
                  () -> {
                    finish(mediaType, shape, violations);
                    return true;
                  },
                  false);
    }
  }

  private void finish(@Nullable String mediaType, @Nullable Shape shape, Violations violations) {
    try {
      if (shape == null || !isJson(Objects.requireNonNull(mediaType))) {
        if (bytes.length() == 0) {
          Json.parse(new byte[0]);
        }
        promise.tryComplete(new Body(null, bytes));
        return;
      }
      JsonNode json = Json.parse(bytes.getBytes());
      shape.check(json, violations);
      if (violations.isEmpty()) {
        promise.tryComplete(new Body(json, bytes));
      } else {
        route.further().accept(json, violations);
        promise.tryFail(violations.exception());
      }
    } catch (RuntimeException e) {
      promise.tryFail(e);
    }
  }

  private static boolean isJson(String mediaType) {
    return mediaType.equals("application/json") || mediaType.endsWith("+json");
  }
}
