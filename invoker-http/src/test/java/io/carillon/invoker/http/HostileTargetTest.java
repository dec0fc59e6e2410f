package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTargetTest {
  private static RawServer answering(String bytes) {
    return RawServer.start(
        conversation -> {
          conversation.read();
          conversation.write(bytes);
          conversation.awaitClose();
        });
  }

  private static Outcome.Failed failureOf(RawServer server) {
    try (Invoking invoking = new Invoking()) {
      return invoking.failure(server.url("/"));
    }
  }

  @Test
  void aRefusedConnectionIsNamed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    try (Invoking invoking = new Invoking()) {
      assertThat(invoking.failure("http://127.0.0.1:" + port + "/"))
          .isEqualTo(
              new Outcome.Failed(
                  0, 0, Failure.CONNECTION, "connection refused: 127.0.0.1:" + port));
    }
  }

  @Test
  void aResetAfterTheRequestIsAConnectionFailure() {
    try (RawServer server =
        RawServer.start(
            conversation -> {
              conversation.read();
              conversation.reset();
            })) {
      Outcome.Failed failed = failureOf(server);
      assertThat(failed.failure()).isEqualTo(Failure.CONNECTION);
      assertThat(failed.message()).matches("connection (reset|closed) before an answer came");
      assertThat(failed.startedAtMs()).isPositive();
    }
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsAConnectionFailure() {
    try (RawServer server = RawServer.start(RawServer.Conversation::read)) {
      assertThat(failureOf(server).message()).isEqualTo("connection closed before an answer came");
    }
  }

  @Test
  void anAnswerCutShortIsAConnectionFailure() {
    try (RawServer server =
        RawServer.start(
            conversation -> {
              conversation.read();
              conversation.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
            })) {
      assertThat(failureOf(server).message())
          .isEqualTo("connection closed before the answer was complete");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 OK\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
        "\u0000\u0001\u0002\u0003 \r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
      })
  void garbageIsNoAnswer(String bytes) {
    try (RawServer server = answering(bytes)) {
      Outcome.Failed failed = failureOf(server);
      assertThat(failed.failure()).isEqualTo(Failure.CONNECTION);
      assertThat(failed.message()).startsWith("not an HTTP answer");
    }
  }

  @Test
  void hugeHeadersAreNoAnswer() {
    try (RawServer server =
        answering("HTTP/1.1 200 OK\r\nX-Big: " + "x".repeat(1 << 20) + "\r\n\r\n")) {
      assertThat(failureOf(server).message()).isEqualTo("the answer's headers exceed 16384 bytes");
    }
  }

  @Test
  void aHugeStatusLineIsNoAnswer() {
    try (RawServer server = answering("HTTP/1.1 200 " + "x".repeat(1 << 20))) {
      assertThat(failureOf(server).message()).startsWith("not an HTTP answer");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void anEndlessBodyIsNotReadOnAndItsStatusCounts(int status) {
    CountDownLatch closed = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  conversation.write(
                      "HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n");
                  String chunk = "2000\r\n" + "y".repeat(0x2000) + "\r\n";
                  try {
                    while (true) {
                      conversation.write(chunk);
                    }
                  } finally {
                    closed.countDown();
                  }
                });
        Invoking invoking = new Invoking()) {
      Outcome.Answered answered = invoking.answer(server.url("/"));
      assertThat(answered.httpStatus()).isEqualTo(status);
      assertThat(answered.response()).isEqualTo(status == 200 ? null : "y".repeat(1_024));
      await().until(() -> closed.getCount() == 0);
    }
  }

  @Test
  void aTargetThatDoesNotReadIsCutOffAtTheTimeout() {
    AtomicBoolean isReset = new AtomicBoolean();
    CountDownLatch overdue = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                1_024,
                conversation -> {
                  overdue.await();
                  try {
                    conversation.awaitClose();
                  } catch (IOException e) {
                    isReset.set(true);
                  }
                });
        Invoking invoking = new Invoking()) {
      // More than the kernel takes on both sides: some of it is still here at the timeout.
      Jobs large = Jobs.post().body("€".repeat(262_144), false).timeoutMs(200);
      for (int i = 0; i < 8; i++) {
        assertThat(invoking.failure(large.call(server.url("/"))).message())
            .isEqualTo("no answer within 200 ms");
      }
      overdue.countDown();
      await().untilTrue(isReset);
    }
  }

  @Test
  void whatFollowsAnAnswerUnaskedClosesTheConnection() {
    try (RawServer server =
            RawServer.start(
                conversation -> {
                  conversation.read();
                  String empty = " X\r\nContent-Length: 0\r\n\r\n";
                  conversation.write("HTTP/1.1 200" + empty + "HTTP/1.1 500" + empty);
                  conversation.awaitClose();
                });
        Invoking invoking = new Invoking()) {
      assertThat(invoking.answer(server.url("/")).httpStatus()).isEqualTo(200);
      await()
          .untilAsserted(
              () -> {
                assertThat(invoking.answer(server.url("/")).httpStatus()).isEqualTo(200);
                assertThat(server.connections()).isGreaterThan(1);
              });
    }
  }
}
