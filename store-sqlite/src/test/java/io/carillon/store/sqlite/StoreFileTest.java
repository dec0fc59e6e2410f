package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreFileTest {
  @TempDir Path folder;

  private static JdbcStore open(Path file) throws IOException {
    return SqliteStore.open(file, Clock.SYSTEM, SqliteConfig.DEFAULT);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void onlyTheOwnerCanReadWhatIsCreated() throws Exception {
    Path data = folder.resolve("a/data");
    try (JdbcStore store = open(data.resolve("c.db"))) {
      join(store.ping());
      assertThat(permissions(data)).isEqualTo("rwx------");
      assertThat(permissions(data.resolve("c.db"))).isEqualTo("rw-------");
      assertThat(permissions(data.resolve("c.db-wal"))).isEqualTo("rw-------");
      assertThat(permissions(data.resolve("c.db.lock"))).isEqualTo("rw-------");
    }
  }

  @Test
  void aUrlNamesAFile() {
    assertThat(StoreFile.pathOf("jdbc:sqlite:data/carillon.db"))
        .isEqualTo(Path.of("data/carillon.db"));
    assertThat(StoreFile.pathOf("/var/lib/c.db")).isEqualTo(Path.of("/var/lib/c.db"));
    for (String url : List.of("jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:a?mode=ro")) {
      assertThatThrownBy(() -> StoreFile.pathOf(url)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSecondStoreOfThisProcessIsRefused() throws Exception {
    Path file = folder.resolve("c.db");
    try (JdbcStore store = open(file)) {
      assertThatThrownBy(() -> open(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process uses the store");
      join(store.ping());
    }
    open(file).close();
  }

  /** SQLite itself follows links, so that both would write to the one file. */
  @Test
  void aSecondStoreByALinkIsRefused() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = data.resolve("c.db");
    Path toFile = folder.resolve("link.db");
    Path toFolder = Files.createSymbolicLink(folder.resolve("link"), data);
    try (JdbcStore store = open(file)) {
      Files.createSymbolicLink(toFile, file);
      for (Path link : List.of(toFile, toFolder.resolve("c.db"))) {
        assertThatThrownBy(() -> open(link))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("another process uses the store");
      }
      join(store.ping());
    }
    try (JdbcStore store = open(toFile)) {
      join(store.ping());
      assertThatThrownBy(() -> open(file)).hasMessageContaining("another process uses the store");
    }
  }

  @Test
  void aLinkToNothingIsRefused() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("gone.db"));

    assertThatThrownBy(() -> open(link))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("link.db is a link to a file that is not there");
    assertThat(folder.resolve("gone.db")).doesNotExist();
  }

  @Test
  void aFileThatIsNoStoreIsRefusedAndUnlocked() throws Exception {
    Path file = folder.resolve("c.db");
    Files.writeString(file, "this is no database at all, ".repeat(100));

    assertThatThrownBy(() -> open(file)).isInstanceOf(IOException.class);

    Files.delete(file);
    open(file).close();
  }

  @Test
  void nothingIsAcknowledgedWhileAnotherFileOrNoneIsInItsPlace() throws Exception {
    Path file = folder.resolve("c.db");
    Path away = folder.resolve("away.db");
    ManualClock clock = new ManualClock(StoreContract.START);
    try (SqliteTestStore store = SqliteTestStore.openAt(file, clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job before = driver.create(JobDraft.EVERY_SECOND);

      Files.move(file, away);
      assertThatThrownBy(() -> driver.create(JobDraft.EVERY_SECOND))
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("c.db was deleted, moved or replaced while it was in use");
      assertThat(file).doesNotExist();
      Files.copy(away, file);
      assertThatThrownBy(() -> driver.create(JobDraft.EVERY_SECOND))
          .isInstanceOf(StoreUnavailable.class);
      assertThat(driver.job(before)).isNotNull();

      Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
      assertThat(driver.job(driver.create(JobDraft.EVERY_SECOND))).isNotNull();
      assertThat(join(store.jobs().counts()).total()).isEqualTo(2);
      store.verify();
    }
  }

  @Test
  void aClosedStoreSaysSo() throws Exception {
    JdbcStore store = open(folder.resolve("c.db"));
    store.close();

    assertThatThrownBy(() -> join(store.history().counts())).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> join(store.ping())).isInstanceOf(StoreUnavailable.class);
    assertThat(folder.resolve("c.db-wal")).doesNotExist();
  }

  @Test
  void whatWasAcknowledgedSurvivesAKillAndTheFileIsLockedUntilThen() throws Exception {
    Path file = folder.resolve("c.db");
    StoreProcess process = StoreProcess.start(file);
    List<String> acknowledged = new ArrayList<>();
    while (acknowledged.size() < 500) {
      acknowledged.add(Objects.requireNonNull(process.output.readLine()));
    }
    assertThatThrownBy(() -> open(file)).hasMessageContaining("another process uses the store");

    process.kill();
    String line;
    while ((line = process.output.readLine()) != null) {
      acknowledged.add(line);
    }

    try (JdbcStore store = open(file)) {
      for (String told : acknowledged) {
        String key = told.substring(told.indexOf(' ') + 1);
        if (told.startsWith("created ")) {
          assertThat(join(store.jobs().find(JobId.parse(key).orElseThrow()))).isPresent();
        } else if (told.matches("settled \\d{19}")) {
          ExecutionId id = new ExecutionId(Long.parseLong(key));
          assertThat(join(store.history().find(id)).orElseThrow().state())
              .isEqualTo(ExecutionState.SUCCESS);
        }
      }
      SqliteRows.verify(file);
    }
  }
}
