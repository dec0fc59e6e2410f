package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.port.NewJob;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {
  private static final int CHECKPOINT_PAGES = 200;

  private static final SqliteConfig CONFIG =
      new SqliteConfig(1, 4 << 20, 4 << 20, 0, 2_000, CHECKPOINT_PAGES, CHECKPOINT_PAGES, 100);

  @TempDir Path folder;

  private static void create(JdbcStore store, int count) {
    List<NewJob> jobs =
        Stream.generate(
                () ->
                    NewJob.of(
                        JobId.create(0), JobDraft.EVERY_SECOND.definition(), false, Instant.EPOCH))
            .limit(count)
            .toList();
    join(store.jobs().createAll(jobs));
  }

  @Test
  void theLogStartsAnewUnderConstantWrites() throws Exception {
    Path file = folder.resolve("c.db");
    try (JdbcStore store = SqliteStore.open(file, Clock.SYSTEM, CONFIG)) {
      long written = 0;
      boolean restarted = false;
      // Bounded by the work, not by time: a log that never starts anew would have all of it.
      for (int i = 0; i < 2_000 && !restarted; i++) {
        create(store, 50);
        long walBytes = store.stats().walBytes();
        restarted = walBytes < written / 2;
        written = Math.max(written, walBytes);
      }

      assertThat(restarted).isTrue();
    }
  }

  @Test
  void whatIsOnlyInTheLogSurvivesWithoutACheckpoint() throws IOException {
    Path file = folder.resolve("c.db");
    Path copy = folder.resolve("copy/c.db");
    Files.createDirectories(folder.resolve("copy"));
    try (JdbcStore store = SqliteStore.open(file, Clock.SYSTEM, SqliteConfig.DEFAULT)) {
      create(store, 100);
      Files.copy(file, copy);
      Files.copy(folder.resolve("c.db-wal"), folder.resolve("copy/c.db-wal"));
    }
    try (JdbcStore store = SqliteStore.open(copy, Clock.SYSTEM, SqliteConfig.DEFAULT)) {
      assertThat(join(store.jobs().counts()).total()).isEqualTo(100);
    }
  }
}
