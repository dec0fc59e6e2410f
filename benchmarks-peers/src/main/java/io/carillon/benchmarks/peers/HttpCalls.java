package io.carillon.benchmarks.peers;

import io.carillon.benchmarks.load.Iso;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The POST of every peer, with the headers that Carillon sends. Schedulers that give a thread to
 * each execution wait here for the answer: even so Vert.x on one event loop was the cheapest client
 * that was tried (docs/performance.md). Thread-safe.
 */
final class HttpCalls implements Call {
  private static final int ANSWER_SECONDS_MAX = 30;

  private final HttpClient client;
  private final Targets targets;

  HttpCalls(Vertx vertx, Targets targets, int threads) {
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
            // Of each port: no thread ever waits for a connection.
            new PoolOptions().setHttp1MaxSize(threads));
    this.targets = targets;
  }

  @Override
  public void make(int job, Instant scheduledAt) {
    int status = post(job, scheduledAt);
    if (status != 200) {
      throw new IllegalStateException("answered " + status);
    }
  }

  private int post(int job, Instant scheduledAt) {
    String id = Integer.toString(job);
    String at = Iso.of(scheduledAt);
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(Targets.HOST)
            .setPort(targets.port(job))
            .setURI(Targets.PATH)
            .putHeader("Carillon-Job-Id", id)
            .putHeader("Carillon-Execution-Id", id + "@" + at)
            .putHeader("Carillon-Scheduled-At", at)
            .putHeader("Carillon-Attempt", "1")
            .putHeader("Idempotency-Key", id + "@" + at)
            .putHeader("User-Agent", "Peer/1");
    try {
      return client
          .request(options)
          .compose(
              request ->
                  request
                      .send()
                      .compose(response -> response.body().map(_ -> response.statusCode())))
          .toCompletionStage()
          .toCompletableFuture()
          .get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("call failed", e);
    }
  }
}
