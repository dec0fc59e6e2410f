package io.carillon.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Call;
import io.carillon.core.port.Invoker;
import io.carillon.core.port.Outcome;
import io.carillon.server.http.Answer;
import io.carillon.server.http.Request;
import io.carillon.server.json.JobReader;
import io.carillon.server.json.Numbers;
import io.carillon.server.json.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Calls the target of an unsaved job once and shows the outcome. Thread-safe. */
final class TestJob {
  /** Of each namespace. */
  static final int AT_A_TIME_MAX = 16;

  static final long WAIT_MS_MAX = 60_000;

  private final Places places = new Places(AT_A_TIME_MAX);

  /** Tells tests of one second apart; other nodes count from elsewhere. */
  private final AtomicLong sequence = new AtomicLong(ThreadLocalRandom.current().nextLong());

  private final Invoker invoker;
  private final JobReader reader;
  private final Clock clock;

  /**
   * @param invoker shows the answer of every call, 2xx too
   */
  TestJob(Invoker invoker, JobReader reader, Clock clock) {
    this.invoker = invoker;
    this.reader = reader;
    this.clock = clock;
  }

  CompletionStage<Answer> test(Request request) {
    JobDefinition definition = reader.readForTest(request.object()).definition();
    QuotaRules.requireBody(definition, request.namespace().quotas());
    return places
        .use(request.namespace().key(), "other tests are running", () -> outcome(definition))
        .thenApply(outcome -> Answer.json(200, out -> write(out, outcome)));
  }

  private CompletionStage<Outcome> outcome(JobDefinition definition) {
    CompletableFuture<Outcome> ended = new CompletableFuture<>();
    Invoker.Invocation invocation = invoker.invoke(call(definition), ended::complete);
    cancelLater(invocation, ended);
    return ended;
  }

  /** Cancels the call when it takes too long; once it has ended, nothing holds it any more. */
  private static void cancelLater(Invoker.Invocation invocation, CompletableFuture<Outcome> ended) {
    CompletableFuture<Outcome> _ =
        ended
            .copy()
            .orTimeout(WAIT_MS_MAX, TimeUnit.MILLISECONDS)
            .whenComplete(
                (_, failure) -> {
                  if (failure instanceof TimeoutException) {
                    invocation.cancel();
                  }
                });
  }

  private Call call(JobDefinition definition) {
    long nowMs = clock.wallMs();
    Instant now = Instant.ofEpochMilli(nowMs);
    return new Call(
        ExecutionId.keyOf(nowMs, sequence.getAndIncrement()),
        JobSnapshot.unsaved(JobId.create(nowMs), definition, now),
        nowMs,
        1);
  }

  private static void write(JsonGenerator out, Outcome outcome) throws IOException {
    Integer status = null;
    String error = null;
    String response = null;
    switch (outcome) {
      case Outcome.Answered answered -> {
        status = answered.httpStatus();
        error = answered.isSuccess() ? null : "HTTP " + status;
        response = answered.response();
      }
      case Outcome.Failed failed -> error = message(failed);
    }
    out.writeStartObject();
    out.writeStringField("outcome", error == null ? "SUCCESS" : "FAILED");
    out.writeStringField("startedAt", startedAt(outcome));
    out.writeNumberField("durationMs", outcome.durationMs());
    Numbers.write(out, "httpStatus", status);
    out.writeStringField("error", error);
    out.writeStringField("response", response);
    out.writeEndObject();
  }

  /** Nobody but the test itself cancels it. */
  private static String message(Outcome.Failed failed) {
    return failed.failure() == Outcome.Failure.CANCELLED
        ? "no answer within " + WAIT_MS_MAX + " ms, the most that a test waits"
        : failed.message();
  }

  private static @Nullable String startedAt(Outcome outcome) {
    long at = outcome.startedAtMs();
    return at == 0 ? null : Times.format(Instant.ofEpochMilli(at));
  }
}
