package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Clock;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.NewJob;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.Rewrap;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.testkit.JobDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the files, and which keys a start needs. */
final class SecretKeysTest {
  private static final JobDefinition DEFINITION = JobDraft.EVERY_SECOND.definition();
  private static final String SECRET = "s3cret";
  private static final int MANY = 1_200;

  @TempDir Path folder;
  private final String older = SecretKeys.generate();
  private final String newer = SecretKeys.generate();

  private Path file() {
    return folder.resolve("carillon.db");
  }

  private JdbcStore open(String... keys) throws IOException {
    return SqliteStore.open(
        file(),
        Clock.SYSTEM,
        SqliteConfig.DEFAULT,
        SecretKeys.of(List.of(keys)),
        CommitListener.NONE);
  }

  private Rewrap.Result rewrap(String... keys) throws IOException {
    return SqliteStore.rewrap(file(), SqliteConfig.DEFAULT, SecretKeys.of(List.of(keys)));
  }

  private static NewJob job(JobDefinition definition) {
    Instant now = Instant.ofEpochMilli(Clock.SYSTEM.wallMs());
    return NewJob.of(JobId.create(now.toEpochMilli()), definition, false, now);
  }

  private static JobId create(JdbcStore store) {
    NewJob job = job(DEFINITION);
    assertThat(join(store.jobs().create(job, null))).isInstanceOf(CreateResult.Created.class);
    return job.id();
  }

  private static Job find(JdbcStore store, JobId id) {
    return join(store.jobs().find(id)).orElseThrow();
  }

  /** Everything in the folder: the file, its log and whatever else is there. */
  private String content() throws IOException {
    StringBuilder content = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path path : files.toList()) {
        content.append(new String(Files.readAllBytes(path), ISO_8859_1));
      }
    }
    return content.toString();
  }

  private static String idOf(String key) {
    return SecretKeys.of(List.of(key)).ids().getFirst();
  }

  @Test
  void withAKeyTheFilesNeverHoldAValue() throws IOException {
    JobId id;
    try (JdbcStore store = open(newer)) {
      id = create(store);
      JobDefinition edited = JobDraft.EVERY_SECOND.named("edited").definition();
      assertThat(join(store.jobs().change(id, 1, edited, false)))
          .isInstanceOf(ChangeResult.Changed.class);
      assertThat(content()).as("the log is full").contains(idOf(newer)).doesNotContain(SECRET);
    }
    assertThat(content()).doesNotContain(SECRET);
    try (JdbcStore store = open(newer)) {
      assertThat(find(store, id).definition().target()).isEqualTo(DEFINITION.target());
      assertThat(join(store.jobs().versions(id, 10, null)).items())
          .allMatch(version -> version.definition().target().equals(DEFINITION.target()));
    }
  }

  @Test
  void aStartWithoutAKeyThatIsNeededIsRefusedByItsId() throws IOException {
    try (JdbcStore store = open(older)) {
      create(store);
    }
    for (String[] keys : new String[][] {{}, {newer}}) {
      assertThatThrownBy(() -> open(keys))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("sealed with key " + idOf(older))
          .hasMessageContaining("which this start was not given");
    }
    open(newer, older).close();
  }

  @Test
  void rewrapSealsWhatIsInTheClearAndLeavesNoTraceOfIt() throws IOException {
    JobId id;
    try (JdbcStore store = open()) {
      join(store.jobs().createAll(Stream.generate(() -> job(DEFINITION)).limit(MANY).toList()));
      id = create(store);
    }
    assertThat(content()).contains(SECRET);

    assertThat(rewrap(newer)).isEqualTo(new Rewrap.Result(MANY + 1, 0, List.of()));

    assertThat(content()).doesNotContain(SECRET);
    assertThatThrownBy(this::open).hasMessageContaining(idOf(newer));
    try (JdbcStore store = open(newer)) {
      assertThat(find(store, id).definition()).isEqualTo(DEFINITION);
    }
  }

  @Test
  void afterARewrapTheOlderKeyIsNotNeeded() throws IOException {
    JobId id;
    try (JdbcStore store = open(older)) {
      id = create(store);
    }
    assertThatThrownBy(
            () ->
                SqliteStore.rewrap(
                    folder.resolve("none.db"), SqliteConfig.DEFAULT, SecretKeys.of(List.of(newer))))
        .hasMessageContaining("there is no store");
    try (JdbcStore store = open(newer, older)) {
      assertThat(store.isShared()).isFalse();
      assertThatThrownBy(() -> rewrap(newer, older)).hasMessageContaining("another process");
    }

    assertThat(rewrap(newer, older)).isEqualTo(new Rewrap.Result(0, 1, List.of()));
    assertThat(rewrap(newer, older)).isEqualTo(new Rewrap.Result(0, 0, List.of()));
    try (JdbcStore store = open(newer)) {
      assertThat(find(store, id).definition()).isEqualTo(DEFINITION);
    }
  }

  @Test
  void whatCannotBeOpenedIsNamedAndStays() throws IOException, SQLException {
    JobId moved;
    try (JdbcStore store = open(older)) {
      moved = create(store);
      create(store);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE job_version SET definition = replace(definition, 'target.test', 'evil.test')"
              + " WHERE job_key = (SELECT job_key FROM job WHERE id = '"
              + moved
              + "')");
    }

    Rewrap.Result result = rewrap(newer, older);

    assertThat(result.resealed()).isEqualTo(1);
    assertThat(result.failed())
        .singleElement()
        .asString()
        .contains(moved.toString(), "were not sealed", "evil.test");
    assertThatThrownBy(() -> open(newer)).hasMessageContaining(idOf(older));
  }

  /** The statement of docs/operating/secrets.md. */
  @Test
  void whenAKeyIsLostTheRestOfTheJobsCanBeSaved() throws IOException, SQLException {
    JobId id;
    try (JdbcStore store = open(older)) {
      id = create(store);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          UPDATE job_version SET key_id = NULL, definition = json_remove(definition, '$.sealedHeaders')
          WHERE key_id = '%s'
          """
              .formatted(idOf(older)));
    }

    try (JdbcStore store = open(newer)) {
      Job saved = find(store, id);
      assertThat(saved.definition().target().headers()).isEmpty();
      assertThat(saved.definition().schedule()).isEqualTo(DEFINITION.schedule());
    }
  }
}
