package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** JSON over HTTP to one server, with a fixed number of keep-alive connections. Thread-safe. */
public final class Http {
  private static final Duration CALL_MAX = Duration.ofMinutes(2);

  private final HttpClient client;
  private final URI base;

  public Http(Vertx vertx, URI base, int connections) {
    if (base.getHost() == null || base.getPort() < 0) {
      throw new IllegalArgumentException("a URL with host and port is needed, not " + base);
    }
    this.base = base;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(connections));
  }

  Future<Answer> get(String path) {
    return send(HttpMethod.GET, path, Buffer.buffer());
  }

  Future<Answer> post(String path, Buffer body) {
    return send(HttpMethod.POST, path, body);
  }

  public JsonNode getNow(String path) {
    return expectOk("GET " + path, await(get(path)));
  }

  public JsonNode postNow(String path, JsonNode body) {
    return expectOk("POST " + path, await(post(path, Buffer.buffer(body.toString()))));
  }

  /** Waits for an answer; a failure or two minutes without one end the benchmark. */
  static <T> T await(Future<T> answer) {
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(CALL_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("call failed: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer within " + CALL_MAX, e);
    }
  }

  private Future<Answer> send(HttpMethod method, String path, Buffer body) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(base.getHost())
            .setPort(base.getPort())
            .setURI(path);
    if (method.equals(HttpMethod.POST)) {
      options.putHeader("Content-Type", "application/json");
    }
    // Nested, so that the body is asked for on the event loop: asked for later, it may be gone.
    return client
        .request(options)
        .compose(
            request ->
                (body.length() == 0 ? request.send() : request.send(body)).compose(Http::answer));
  }

  private static Future<Answer> answer(HttpClientResponse response) {
    return response.body().map(body -> new Answer(response.statusCode(), body));
  }

  /** The body of an answer; another one than 2xx ends the benchmark. */
  static JsonNode expectOk(String call, Answer answer) {
    if (!answer.ok()) {
      throw new IllegalStateException(call + ": " + answer.status() + " " + answer.shown());
    }
    return answer.json();
  }
}
