package io.carillon.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Invalid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedTest {
  @TempDir Path folder;
  private final AtomicInteger reads = new AtomicInteger();
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("file"), "one");
  }

  private Reloaded<String> reloaded() {
    return new Reloaded<>(List.of(file), this::read);
  }

  private String read() {
    reads.incrementAndGet();
    try {
      String text = Files.readString(file);
      Invalid.unless(!text.equals("bad"), "file", "is bad");
      return text;
    } catch (IOException _) {
      throw new Invalid("file", "is missing");
    }
  }

  @Test
  void whatHasNotChangedIsNotReadAgain() {
    Reloaded<String> reloaded = reloaded();

    assertThat(reloaded.refresh()).isFalse();
    assertThat(reads).hasValue(1);
  }

  @Test
  void anotherContentIsReadOnce() throws IOException {
    Reloaded<String> reloaded = reloaded();
    Files.writeString(file, "two");

    assertThat(reloaded.refresh()).isTrue();
    assertThat(reloaded.get()).isEqualTo("two");
    assertThat(reloaded.refresh()).isFalse();
  }

  /** As Kubernetes does with mounted secrets, and certbot. */
  @Test
  void aLinkThatPointsElsewhereIsAChange() throws IOException {
    Path second = Files.writeString(folder.resolve("second"), "two");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    file = link;
    Reloaded<String> reloaded = reloaded();
    Files.delete(link);
    Files.createSymbolicLink(link, second);

    assertThat(reloaded.refresh()).isTrue();
    assertThat(reloaded.get()).isEqualTo("two");
  }

  @Test
  void whatCannotBeUsedIsTriedOnceAndChangesNothing() throws IOException {
    Reloaded<String> reloaded = reloaded();
    Files.writeString(file, "bad");
    assertThat(reloaded.refresh()).isFalse();
    assertThat(reloaded.refresh()).isFalse();
    assertThat(reads).hasValue(2);
    Files.delete(file);
    assertThat(reloaded.refresh()).isFalse();
    assertThat(reloaded.refresh()).isFalse();
    assertThat(reads).hasValue(3);
    assertThat(reloaded.get()).isEqualTo("one");

    Files.writeString(file, "good");
    assertThat(reloaded.refresh()).isTrue();
    assertThat(reloaded.get()).isEqualTo("good");
  }

  @Test
  void whatCannotBeUsedAtFirstIsThrownOn() throws IOException {
    Files.writeString(file, "bad");

    assertThatThrownBy(this::reloaded).isInstanceOf(Invalid.class).hasMessage("is bad");
  }
}
