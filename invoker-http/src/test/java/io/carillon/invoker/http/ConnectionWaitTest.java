package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.Outcome;
import io.carillon.core.port.Outcome.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls whose target begins its TLS handshake late. */
class ConnectionWaitTest {
  @TempDir static Path folder;

  private static Certificates certificates;

  private final CountDownLatch accepted = new CountDownLatch(1);
  private final CountDownLatch handshake = new CountDownLatch(1);
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void makeCertificate() {
    certificates = Certificates.make(folder, "ip:127.0.0.1");
  }

  private void converse(RawServer.Conversation conversation)
      throws IOException, InterruptedException {
    accepted.countDown();
    handshake.await();
    while (true) {
      requests.add(conversation.read());
      conversation.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    }
  }

  private void assertOnlyTheNextIsSent(Invoking invoking, RawServer server) {
    assertThat(invoking.answer(server.url("/next")).httpStatus()).isEqualTo(200);
    assertThat(requests).hasSize(1).allMatch(request -> request.startsWith("POST /next "));
    assertThat(server.connections()).as("the next call takes the connection").isEqualTo(1);
  }

  @Test
  void aCallThatIsWithdrawnIsNotSent() {
    try (RawServer server = RawServer.secure(certificates, this::converse);
        Invoking invoking = new Invoking(Invoking.trusting(certificates.pem()))) {
      Invoking.Begun call = invoking.begin(server.url("/withdrawn"));
      await().until(() -> accepted.getCount() == 0);

      assertThat(call.invocation().withdraw()).isTrue();
      assertThat(call.invocation().withdraw()).isFalse();
      handshake.countDown();

      Outcome.Failed failed = call.failed();
      assertThat(failed.failure()).isEqualTo(Failure.CANCELLED);
      assertThat(failed.startedAtMs()).isZero();
      Invoking.Begun next = invoking.begin(server.url("/next"));
      assertThat(next.answered().httpStatus()).isEqualTo(200);
      assertThat(next.invocation().withdraw()).as("it has been sent").isFalse();
      assertThat(requests).hasSize(1).allMatch(request -> request.startsWith("POST /next "));
      assertThat(server.connections()).as("the next call takes the connection").isEqualTo(1);
    }
  }

  @Test
  void aCallIsNotSentWhenItsCallerMayNoLongerSend() {
    AtomicBoolean maySend = new AtomicBoolean(true);
    try (RawServer server = RawServer.secure(certificates, this::converse);
        Invoking invoking = new Invoking(Invoking.trusting(certificates.pem()))) {
      Invoking.Begun call =
          invoking.begin(Jobs.post().callWhile(maySend::get, server.url("/withheld")));
      await().until(() -> accepted.getCount() == 0);

      maySend.set(false);
      handshake.countDown();

      Outcome.Failed failed = call.failed();
      assertThat(failed.failure()).isEqualTo(Failure.WITHHELD);
      assertThat(failed.startedAtMs()).isZero();
      assertOnlyTheNextIsSent(invoking, server);
    }
  }

  @Test
  void aCallIsNotSentAfterItsLatestStart() {
    try (RawServer server = RawServer.secure(certificates, this::converse);
        Invoking invoking = new Invoking(Invoking.trusting(certificates.pem()))) {
      long latestStartMs = System.currentTimeMillis();
      Invoking.Begun late = invoking.begin(Jobs.post().callBy(latestStartMs, server.url("/late")));
      await().until(() -> accepted.getCount() == 0 && System.currentTimeMillis() > latestStartMs);

      handshake.countDown();

      Outcome.Failed failed = late.failed();
      assertThat(failed.failure()).isEqualTo(Failure.EXPIRED);
      assertThat(failed.startedAtMs()).isZero();
      assertOnlyTheNextIsSent(invoking, server);
    }
  }
}
