package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.ExecutionState;
import io.carillon.core.Invalid;
import io.carillon.core.Job;
import io.carillon.core.Namespace;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Page;
import io.carillon.core.port.PlanBatch;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A job whose stored definition cannot be understood does not hinder the others. */
final class DamagedJobTest {
  /** No version stays compiled, so that each plan reads its row. */
  private static final SqliteConfig UNCACHED =
      new SqliteConfig(1, 4 << 20, 4 << 20, 0, 2_000, 20_000, 20_000, 1);

  private static final String DAMAGE =
      "UPDATE job_version SET definition = replace(definition, '* * * * * *', '? ? ? ? ? oops')";
  private static final String OF_A_LATER_VERSION =
      "UPDATE job_version SET definition = replace(definition, 'ALLOW', 'REPLACE_OLDEST')";
  private static final String REPAIR =
      "UPDATE job_version SET definition = replace(definition, '? ? ? ? ? oops', '* * * * * *')";

  private static final Caller ANN = new Caller(Namespace.DEFAULT_KEY, "key:1", "ann", "192.0.2.1");

  private final ManualClock clock = new ManualClock(StoreContract.START);

  private static void change(SqliteTestStore store, String sql) throws SQLException {
    try (Connection connection =
            new Connections("jdbc:sqlite:" + store.file, SqliteConfig.DEFAULT).checkpointer();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void othersArePlannedAndItIsTriedAgain() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock, UNCACHED)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job bad = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      change(store, DAMAGE);
      driver.create(JobDraft.EVERY_SECOND.on("1 * * * * *"));

      assertThat(driver.plan(lease, Duration.ofSeconds(2)).planned()).hasSize(1);

      change(store, REPAIR);
      clock.advance(Duration.ofMinutes(1));
      List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(2)).planned();
      assertThat(planned.stream().filter(e -> e.job().id().equals(bad.id()))).hasSize(62);
      store.verify();
    }
  }

  @Test
  void itsWaitingExecutionsArePutOffAndItsFailuresRecorded() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock, UNCACHED)) {
      StoreDriver driver = new StoreDriver(store, clock);
      driver.create(JobDraft.EVERY_SECOND);
      Job other = driver.create(JobDraft.EVERY_SECOND.on("1 * * * * *"));
      Lease old = driver.takeOver();
      assertThat(driver.plan(old, Duration.ofSeconds(1)).planned()).hasSize(2);
      Lease lease = driver.takeOver();
      change(store, DAMAGE);

      PlanBatch batch = driver.plan(lease, Duration.ofSeconds(1));
      assertThat(batch.claimed()).hasSize(1);
      assertThat(batch.claimed().getFirst().job().id()).isEqualTo(other.id());
      store.verify();

      change(store, REPAIR);
      clock.advance(Duration.ofMinutes(1));
      List<OpenExecution> late = driver.plan(lease, Duration.ZERO).claimed();
      assertThat(late).hasSize(1);
      change(store, DAMAGE);
      assertThat(driver.settle(lease, Outcomes.failure(late.getFirst())).alert()).isNotNull();
      assertThat(driver.state(late.getFirst())).isEqualTo(ExecutionState.FAILED);
      store.verify();
    }
  }

  @Test
  void listsLeaveItOutAndGoOn() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock, UNCACHED)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job oldest = driver.create(JobDraft.EVERY_SECOND.on("1 * * * * *"));
      Job bad = driver.create(JobDraft.EVERY_SECOND);
      join(store.jobs().by(ANN).change(bad.id(), 1, bad.definition(), true));
      Job newest = driver.create(JobDraft.EVERY_SECOND.on("1 * * * * *"));
      change(store, DAMAGE);

      Page<Job> first = jobs(store, 1, null);
      Page<Job> second = jobs(store, 1, first.nextCursor());
      Page<Job> third = jobs(store, 1, second.nextCursor());
      assertThat(first.items()).extracting(Job::id).containsExactly(newest.id());
      assertThat(second.items()).isEmpty();
      assertThat(third.items()).extracting(Job::id).containsExactly(oldest.id());
      assertThat(third.nextCursor()).isNull();
      assertThat(jobs(store, 3, null).items())
          .extracting(Job::id)
          .containsExactly(newest.id(), oldest.id());

      assertThatThrownBy(() -> join(store.jobs().find(bad.id())))
          .isInstanceOf(IllegalStateException.class)
          .hasCauseInstanceOf(Invalid.class);
      change(store, OF_A_LATER_VERSION);
      assertThat(jobs(store, 3, null).items()).isEmpty();
      assertThat(join(store.audit().list(bad.id(), 9, null)).items())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.action()).isEqualTo(AuditAction.JOB_CHANGED);
                assertThat(entry.before()).isNull();
                assertThat(entry.after()).isNull();
              });
    }
  }

  private static Page<Job> jobs(SqliteTestStore store, int limit, @Nullable String cursor) {
    return join(store.jobs().list(new JobQuery(null, null, null, null, null, limit, cursor)));
  }

  @Test
  void whatItLeftWaitingForRoomDoesNotHinderOthers() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock, UNCACHED)) {
      StoreDriver driver = new StoreDriver(store, clock);
      driver.create(JobDraft.EVERY_SECOND);
      Job other = driver.create(JobDraft.EVERY_SECOND.on("1 * * * * *"));
      Lease lease = driver.takeOver();
      List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(4)).planned();
      int destination = planned.getFirst().job().destinationKey();
      join(store.ledger().spill(lease, planned));
      change(store, DAMAGE);

      List<OpenExecution> claimed = join(store.ledger().claimSpilled(lease, destination, 2));
      assertThat(claimed).extracting(e -> e.job().id()).containsExactly(other.id());
      assertThat(join(store.ledger().claimSpilled(lease, destination, 2))).isEmpty();
      store.verify();

      change(store, REPAIR);
      clock.advance(Duration.ofMinutes(1));
      assertThat(driver.plan(lease, Duration.ZERO).claimed()).hasSize(4);
    }
  }
}
