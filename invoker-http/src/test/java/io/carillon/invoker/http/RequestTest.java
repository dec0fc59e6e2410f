package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.Call;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static TargetServer.Request send(Call call, TargetServer server) {
    try (Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(call).httpStatus()).isEqualTo(200);
    }
    return server.next();
  }

  @Test
  void headersNameTheJobTheExecutionTheInstantAndTheAttempt() {
    try (TargetServer server = TargetServer.ok()) {
      JobSnapshot job = Jobs.post().headers(Map.of("X-Team", "blue")).job(server.url("/fire"));
      TargetServer.Request request =
          send(new Call(123_456_789_012L, job, Jobs.SCHEDULED_AT_MS, 3), server);

      String executionId = new ExecutionId(123_456_789_012L).toString();
      assertThat(request.headers())
          .containsExactlyInAnyOrder(
              Map.entry("X-Team", "blue"),
              Map.entry("Carillon-Job-Id", job.id().toString()),
              Map.entry("Carillon-Execution-Id", executionId),
              Map.entry("Carillon-Scheduled-At", Jobs.SCHEDULED_AT),
              Map.entry("Carillon-Attempt", "3"),
              Map.entry("Idempotency-Key", executionId),
              Map.entry("User-Agent", "Carillon/1.2.3"),
              Map.entry("Content-Type", "application/json"),
              Map.entry("content-length", String.valueOf(request.body().length())),
              Map.entry("host", "127.0.0.1:" + server.port()));
    }
  }

  @Test
  void aJobWithoutABodySendsTheEnvelope() {
    try (TargetServer server = TargetServer.ok()) {
      JobSnapshot job = Jobs.post().job(server.url("/"));
      TargetServer.Request request = send(new Call(7, job, Jobs.SCHEDULED_AT_MS, 2), server);

      assertThat(request.body())
          .isEqualTo(
              "{\"jobId\":\"%s\",\"executionId\":\"0000000000007\",\"scheduledAt\":\"%s\",\"attempt\":2}",
              job.id(), Jobs.SCHEDULED_AT);
    }
  }

  @Test
  void placeholdersAreFilledInAndOthersLeftAlone() {
    try (TargetServer server = TargetServer.ok()) {
      String body =
          "{\"a\":\"{{executionId}}\",\"b\":\"{{jobId}}\",\"c\":{{attempt}},"
              + "\"d\":\"{{scheduledAt}}{{scheduledAt}}\",\"e\":\"{{other}} ü\"}";
      JobSnapshot job = Jobs.post().body(body, true).job(server.url("/"));
      TargetServer.Request request = send(new Call(7, job, Jobs.SCHEDULED_AT_MS, 1), server);

      assertThat(request.body())
          .isEqualTo(
              "{\"a\":\"0000000000007\",\"b\":\"%s\",\"c\":1,\"d\":\"%s%s\",\"e\":\"{{other}} ü\"}",
              job.id(), Jobs.SCHEDULED_AT, Jobs.SCHEDULED_AT);
      assertThat(request.header("Content-Type")).containsExactly("application/json");
    }
  }

  @Test
  void aTextBodyIsPlainTextUnlessTheUserSaysOtherwise() {
    try (TargetServer server = TargetServer.ok()) {
      Call plain = Jobs.post().body("héllo", false).call(server.url("/"));
      assertThat(send(plain, server).header("Content-Type"))
          .containsExactly("text/plain; charset=utf-8");

      Call xml =
          Jobs.post()
              .body("<a/>", false)
              .headers(Map.of("content-type", "text/xml"))
              .call(server.url("/"));
      assertThat(send(xml, server).header("Content-Type")).containsExactly("text/xml");
    }
  }

  @Test
  void theUsersOwnUserAgentStands() {
    try (TargetServer server = TargetServer.ok()) {
      Call call = Jobs.post().headers(Map.of("user-agent", "mine")).call(server.url("/"));
      assertThat(send(call, server).header("User-Agent")).containsExactly("mine");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void methodsWithoutABodySendNone(String method) {
    try (TargetServer server = TargetServer.ok()) {
      TargetServer.Request request =
          send(Jobs.post().body("{}", true).method(method).call(server.url("/")), server);

      assertThat(request.method()).isEqualTo(HttpMethod.valueOf(method));
      assertThat(request.body()).isEmpty();
      assertThat(request.header("Content-Type")).isEmpty();
      assertThat(request.header("Content-Length")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH"})
  void methodsWithABodySendIt(String method) {
    try (TargetServer server = TargetServer.ok()) {
      Call call = Jobs.post().body("{\"x\":1}", true).method(method).call(server.url("/"));
      TargetServer.Request request = send(call, server);

      assertThat(request.method()).isEqualTo(HttpMethod.valueOf(method));
      assertThat(request.body()).isEqualTo("{\"x\":1}");
    }
  }

  @Test
  void deleteSendsABodyOnlyWhenOneWasGiven() {
    try (TargetServer server = TargetServer.ok()) {
      Jobs delete = Jobs.post().method("DELETE");
      assertThat(send(delete.call(server.url("/")), server).body()).isEmpty();
      assertThat(send(delete.body("x", false).call(server.url("/")), server).body()).isEqualTo("x");
    }
  }

  @Test
  void pathAndQueryGoOutExactlyAsTheUrlGivesThem() {
    try (TargetServer server = TargetServer.ok()) {
      List<String> given = List.of("/a%20b//c/../d?x=%2F&y=a+b&z", "", "?q=1", "/p#fragment");
      List<String> sent =
          given.stream()
              .map(path -> send(Jobs.post().call(server.url(path)), server).uri())
              .toList();
      assertThat(sent).containsExactly("/a%20b//c/../d?x=%2F&y=a+b&z", "/", "/?q=1", "/p");
    }
  }

  @Test
  void charactersBeyondAsciiSurviveInUrlsAndHeaders() {
    try (TargetServer server = TargetServer.ok()) {
      Call call = Jobs.post().headers(Map.of("X-Name", "Zoë")).call(server.url("/é?ü=1"));
      TargetServer.Request request = send(call, server);
      assertThat(request.uri()).isEqualTo("/%C3%A9?%C3%BC=1");
      assertThat(request.header("X-Name")).containsExactly("Zoë");
    }
  }

  @Test
  void anEditedJobIsNotServedFromTheOldVersionsTemplate() {
    try (TargetServer server = TargetServer.ok();
        Invoking invoking = new Invoking()) {
      JobSnapshot first = Jobs.post().body("one", false).job(server.url("/"));
      JobSnapshot other = Jobs.post().body("two", false).job(server.url("/"));
      JobSnapshot edited =
          new JobSnapshot(
              first.jobKey(),
              first.id(),
              first.namespaceKey(),
              2,
              other.definition(),
              other.rule(),
              1);
      for (JobSnapshot job : List.of(first, first, edited, first)) {
        invoking.answer(new Call(1, job, Jobs.SCHEDULED_AT_MS, 1));
      }
      assertThat(List.of(server.next(), server.next(), server.next(), server.next()))
          .extracting(TargetServer.Request::body)
          .containsExactly("one", "one", "two", "one");
    }
  }
}
