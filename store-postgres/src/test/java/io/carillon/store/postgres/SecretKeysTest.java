package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.NewJob;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.Rewrap;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys change under nodes that work. */
final class SecretKeysTest {
  private static final JobDefinition DEFINITION = JobDraft.EVERY_SECOND.definition();
  private static final String DEFINITIONS = "SELECT definition FROM job_version";

  private final ManualClock clock = new ManualClock(StoreContract.START);
  private final SecretKeys older = SecretKeys.of(List.of(SecretKeys.generate()));
  private final String key = SecretKeys.generate();
  private final SecretKeys newer = SecretKeys.of(List.of(key));

  private JdbcStore open(PostgresTestStore first, SecretKeys keys) throws IOException {
    PostgresConfig config = PostgresServer.get().config(first.database, "node-b");
    return PostgresStore.open(config, keys, clock, CommitListener.NONE, () -> {});
  }

  private JobId create(JdbcStore store) {
    Instant now = Instant.ofEpochMilli(clock.wallMs());
    NewJob job = NewJob.of(JobId.create(clock.wallMs()), DEFINITION, true, now);
    join(store.jobs().create(job, null));
    return job.id();
  }

  @Test
  void whatWasInTheClearIsSealedWhileANodeWorks() throws Exception {
    try (PostgresTestStore first = PostgresTestStore.open(clock)) {
      JobId id = create(first.store);
      assertThat(first.column(DEFINITIONS)).singleElement().asString().contains("s3cret");
      PostgresConfig config = PostgresServer.get().config(first.database);

      assertThat(PostgresStore.rewrap(config, newer, clock))
          .isEqualTo(new Rewrap.Result(1, 0, List.of()));
      assertThat(PostgresStore.rewrap(config, newer, clock))
          .isEqualTo(new Rewrap.Result(0, 0, List.of()));

      assertThat(first.column(DEFINITIONS)).singleElement().asString().doesNotContain("s3cret");
      assertThat(first.column("SELECT key_id FROM job_version"))
          .containsExactlyElementsOf(newer.ids());
      try (JdbcStore second = open(first, newer)) {
        assertThat(join(second.jobs().find(id)).orElseThrow().definition()).isEqualTo(DEFINITION);
        create(second);
      }
      assertThat(first.column(DEFINITIONS)).noneMatch(json -> json.contains("s3cret"));
      assertThatThrownBy(() -> open(first, older))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("sealed with key " + newer.ids().getFirst());

      // The statement of docs/operating/secrets.md, for a key that is lost.
      try (Connection connection = PostgresServer.get().connect(first.database);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "UPDATE job_version SET key_id = NULL,"
                + " definition = (definition::jsonb - 'sealedHeaders')::text");
      }
      try (JdbcStore second = open(first, older)) {
        JobDefinition saved = join(second.jobs().find(id)).orElseThrow().definition();
        assertThat(saved.target().headers()).isEmpty();
        assertThat(saved.target().body()).isEqualTo(DEFINITION.target().body());
      }
    }
  }
}
