package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages reach the owner in order, also while it sleeps. */
class MailboxTest {
  private final Mailbox mailbox = new Mailbox();

  @Test
  void messagesRunInTheirOrderAndInPortions() {
    List<Integer> ran = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int message = i;
      mailbox.post(() -> ran.add(message));
    }

    assertThat(mailbox.drain(3)).isEqualTo(3);
    assertThat(ran).containsExactly(0, 1, 2);
    assertThat(mailbox.drain(3)).isEqualTo(2);
    assertThat(mailbox.drain(3)).isZero();
    assertThat(ran).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  @Timeout(60)
  void aMessageWakesTheOwner() throws Exception {
    int rounds = 2_000;
    CompletableFuture<Integer> done = new CompletableFuture<>();
    CompletableFuture<?>[] answers = new CompletableFuture<?>[rounds];
    Thread owner =
        Thread.ofPlatform()
            .start(
                () -> {
                  int ran = 0;
                  while (ran < rounds) {
                    int now = mailbox.drain(1);
                    ran += now;
                    if (now == 0) {
                      mailbox.await(TimeUnit.MINUTES.toNanos(10));
                    }
                  }
                  done.complete(ran);
                });
    for (int i = 0; i < rounds; i++) {
      CompletableFuture<Integer> answer = new CompletableFuture<>();
      answers[i] = answer;
      mailbox.post(() -> answer.complete(1));
      answer.get(30, TimeUnit.SECONDS);
    }

    assertThat(done.get(30, TimeUnit.SECONDS)).isEqualTo(rounds);
    assertThat(answers).allMatch(CompletableFuture::isDone);
    owner.join();
  }

  @Test
  @Timeout(60)
  void aMessageSoonAfterAnotherIsNotSleptOverEither() {
    mailbox.post(() -> {});
    mailbox.drain(9);
    mailbox.await(TimeUnit.MINUTES.toNanos(10)); // Gathers, and wakes by itself.
    mailbox.post(() -> {});

    mailbox.await(TimeUnit.MINUTES.toNanos(10));

    assertThat(mailbox.drain(9)).isEqualTo(1);
  }

  @Test
  @Timeout(60)
  void aMessageThatIsThereIsNotSleptOver() {
    mailbox.post(() -> {});

    mailbox.await(TimeUnit.MINUTES.toNanos(10));

    assertThat(mailbox.drain(9)).isEqualTo(1);
  }
}
