package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.port.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299, 301, 304, 400, 404, 429, 500, 503, 599, 999})
  void everyStatusIsAnAnswer(int status) {
    try (TargetServer server =
            TargetServer.start(request -> request.response().setStatusCode(status).end());
        Invoking invoking = new Invoking()) {
      long before = System.currentTimeMillis();
      Outcome.Answered answered = invoking.answer(server.url("/"));

      assertThat(answered.httpStatus()).isEqualTo(status);
      assertThat(answered.startedAtMs()).isBetween(before, System.currentTimeMillis());
      assertThat(answered.durationMs()).isBetween(0L, 5_000L);
      assertThat(answered.retryAfterMs()).isEqualTo(-1);
      assertThat(answered.response()).isNull();
    }
  }

  @Test
  void redirectsAreNotFollowed() {
    try (TargetServer server =
            TargetServer.start(
                request ->
                    request
                        .response()
                        .setStatusCode(302)
                        .putHeader("Location", "/elsewhere")
                        .end());
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(Jobs.post().method("GET").call(server.url("/"))).httpStatus())
          .isEqualTo(302);
      server.next();
      assertThat(server.waiting()).isZero();
    }
  }

  @Test
  void theBodyOfAFailureIsKeptAsReadableText() {
    Buffer body =
        Buffer.buffer("line\r\ntab\t\u0000\u001b[31m ü €\u202E")
            .appendBytes(new byte[] {(byte) 0xFF, 'z'});
    try (TargetServer server =
            TargetServer.start(request -> request.response().setStatusCode(500).end(body));
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("/")).response())
          .isEqualTo("line\ntab\t\uFFFD\uFFFD[31m ü €\uFFFD\uFFFDz");
    }
  }

  @Test
  void theBodyOfASuccessIsNotKept() {
    try (TargetServer server = TargetServer.start(request -> request.response().end("fine"));
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("/")).response()).isNull();
    }
  }

  @Test
  void aProbeKeepsTheBodyOfASuccess() {
    try (TargetServer server = TargetServer.start(request -> request.response().end("fine"));
        Invoking invoking = new Invoking()) {
      assertThat(invoking.probe(Jobs.post().call(server.url("/"))).response()).isEqualTo("fine");
    }
  }

  @Test
  void atMostOneKibibyteOfTheBodyIsKept() {
    try (TargetServer server =
            TargetServer.start(
                request -> request.response().setStatusCode(404).end("x".repeat(100_000)));
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("/")).response()).isEqualTo("x".repeat(1_024));
    }
  }

  @Test
  void headAnswersHaveNoBodyWhateverTheirLength() {
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write("HTTP/1.1 404 No\r\nContent-Length: 5000\r\n\r\n");
                  conversation.read();
                  conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
                  conversation.awaitClose();
                });
        Invoking invoking = new Invoking()) {
      Jobs head = Jobs.post().method("HEAD");
      assertThat(invoking.answer(head.call(server.url("/"))).httpStatus()).isEqualTo(404);
      assertThat(invoking.answer(head.call(server.url("/"))).httpStatus()).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aBodyThatEndsWithTheConnectionIsComplete() {
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write("HTTP/1.1 500 No\r\n\r\nthe reason");
                });
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("/")).response()).isEqualTo("the reason");
    }
  }

  @Test
  void interimAnswersAreSkipped() {
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write("HTTP/1.1 100 Continue\r\n\r\n");
                  conversation.write("HTTP/1.1 102 Processing\r\n\r\n");
                  conversation.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
                  conversation.write("HTTP/1.1 199 Soon\r\n\r\n");
                  conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                  conversation.awaitClose();
                });
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("/")).httpStatus()).isEqualTo(200);
    }
  }

  @Test
  void compressedBodiesAreNotDecompressed() {
    try (TargetServer server =
            TargetServer.start(
                new HttpServerOptions().setCompressionSupported(true),
                request -> request.response().setStatusCode(500).end("x".repeat(10_000)));
        Invoking invoking = new Invoking()) {
      Jobs asking = Jobs.post().headers(Map.of("Accept-Encoding", "gzip"));
      assertThat(invoking.answer(asking.call(server.url("/"))).response())
          .isNotNull()
          .doesNotContain("xxx");
      assertThat(invoking.answer(server.url("/")).response()).startsWith("xxx");
    }
  }

  @Test
  void retryAfterIsReadInBothForms() {
    try (TargetServer server =
            TargetServer.start(
                request ->
                    request
                        .response()
                        .setStatusCode(503)
                        .putHeader("Retry-After", request.getHeader("X-Ask"))
                        .end());
        Invoking invoking = new Invoking()) {
      Jobs seconds = Jobs.post().headers(Map.of("X-Ask", "120"));
      assertThat(invoking.answer(seconds.call(server.url("/"))).retryAfterMs()).isEqualTo(120_000);
      Jobs date = Jobs.post().headers(Map.of("X-Ask", "Fri, 31 Dec 2199 23:59:59 GMT"));
      assertThat(invoking.answer(date.call(server.url("/"))).retryAfterMs()).isPositive();
    }
  }

  @Test
  void headerValuesThatATargetSendsBackAreTakenOut() {
    String secret = "t0ken-of-some-length";
    Jobs job =
        Jobs.post().headers(Map.of("Authorization", "Bearer " + secret, "X-Short", "failed"));
    List<String> pages =
        List.of(
            "failed: Authorization=Bearer " + secret + " (" + secret + ")",
            "x".repeat(1_024 - 10) + secret);
    for (String page : pages) {
      try (TargetServer server =
              TargetServer.start(request -> request.response().setStatusCode(500).end(page));
          Invoking invoking = new Invoking()) {
        String response = invoking.answer(job.call(server.url("/"))).response();

        assertThat(response).contains("[redacted]").doesNotContain("t0ken");
      }
    }
    assertThat(EchoedValues.mask(pages.getFirst(), List.of("Bearer " + secret, "failed")))
        .isEqualTo("failed: Authorization=[redacted] ([redacted])");
  }
}
