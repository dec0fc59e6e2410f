package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Job;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Settled;
import io.carillon.core.port.Start;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes have executions of the same jobs and meet at the jobs' rows. */
@SuppressWarnings("NullAway.Init") // set before each test
final class SharedMarksTest {
  /** How many of the nodes' transactions wait for a row. */
  private static final String WAITING =
      """
      SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'
      """;

  private TwoNodes nodes;

  @BeforeEach
  void open() throws Exception {
    nodes = TwoNodes.patient();
  }

  @AfterEach
  void close() throws Exception {
    nodes.close();
  }

  @Test
  void settlementsOfManyJobsDoNotWaitForEachOther() throws Exception {
    Job one = nodes.driver.create(JobDraft.EVERY_SECOND);
    Job two = nodes.driver.create(JobDraft.EVERY_SECOND);
    Map<Job, OpenExecution> ofA = planOneOfEach(nodes.first.store, nodes.a, one, two);
    Map<Job, OpenExecution> ofB = planOneOfEach(nodes.second, nodes.b, one, two);
    nodes.first.execute(
        "INSERT INTO failing (job_key, alert_id) VALUES (%d, 0), (%d, 0)", one, two);

    try (Holder holder = new Holder("SELECT FROM failing WHERE job_key = %d FOR UPDATE", one)) {
      CompletionStage<List<Settled>> settledByA = settle(nodes.first.store, nodes.a, ofA, one, two);
      CompletionStage<List<Settled>> settledByB = settle(nodes.second, nodes.b, ofB, two, one);
      holder.awaitWaiting(2);

      assertThatCode(
              () ->
                  nodes.first.execute(
                      "SELECT FROM failing WHERE job_key = %d FOR UPDATE NOWAIT", two))
          .doesNotThrowAnyException();

      holder.release();
      assertThat(join(settledByA)).allMatch(Settled::applied);
      assertThat(join(settledByB)).allMatch(Settled::applied);
    }
  }

  @Test
  void startsOfManyJobsDoNotWaitForEachOther() throws Exception {
    Job one = nodes.driver.create(JobDraft.EVERY_SECOND.overlapping(OverlapPolicy.SKIP));
    Job two = nodes.driver.create(JobDraft.EVERY_SECOND.overlapping(OverlapPolicy.SKIP));
    Map<Job, OpenExecution> ofA = planOneOfEach(nodes.first.store, nodes.a, one, two);
    Map<Job, OpenExecution> ofB = planOneOfEach(nodes.second, nodes.b, one, two);
    String take = "INSERT INTO running (job_key, execution_key) VALUES (%d, 0)";

    try (Holder holder = new Holder(take, one)) {
      CompletionStage<List<Start.Result>> startedByA =
          start(nodes.first.store, nodes.a, ofA, one, two);
      CompletionStage<List<Start.Result>> startedByB = start(nodes.second, nodes.b, ofB, two, one);
      holder.awaitWaiting(2);

      assertThatCode(
              () -> nodes.first.execute("SET lock_timeout = '100ms';" + take + ";ROLLBACK", two))
          .doesNotThrowAnyException();

      holder.release();
      List<Start.Result> results = new ArrayList<>(join(startedByA));
      results.addAll(join(startedByB));
      assertThat(results)
          .containsExactlyInAnyOrder(
              Start.Result.STARTED,
              Start.Result.STARTED,
              Start.Result.OVERLAPS,
              Start.Result.OVERLAPS);
    }
  }

  @Test
  void oneOfTwoSuccessesTellsThatTheJobRecovered() throws Exception {
    Job job = nodes.driver.create(JobDraft.EVERY_SECOND);
    Map<Job, OpenExecution> ofA = planOneOfEach(nodes.first.store, nodes.a, job);
    Map<Job, OpenExecution> ofB = planOneOfEach(nodes.second, nodes.b, job);
    nodes.first.execute("INSERT INTO failing (job_key, alert_id) VALUES (%d, 0)", job);

    try (Holder holder = new Holder("SELECT FROM failing WHERE job_key = %d FOR UPDATE", job)) {
      CompletionStage<List<Settled>> settledByA = succeed(nodes.first.store, nodes.a, ofA, job);
      CompletionStage<List<Settled>> settledByB = succeed(nodes.second, nodes.b, ofB, job);
      holder.awaitWaiting(2);
      holder.release();

      assertThat(Stream.of(settledByA, settledByB).map(settled -> join(settled).getFirst()))
          .allMatch(Settled::applied)
          .filteredOn(settled -> settled.alert() != null)
          .hasSize(1);
    }
  }

  /** The first of each job's that the round plans. */
  private Map<Job, OpenExecution> planOneOfEach(JdbcStore store, Lease lease, Job... jobs) {
    nodes.clock.advance(TwoNodes.AHEAD);
    List<OpenExecution> planned = join(nodes.plan(store, lease)).planned();
    Map<Job, OpenExecution> first = new HashMap<>();
    for (Job job : jobs) {
      first.put(
          job,
          planned.stream()
              .filter(execution -> execution.job().jobKey() == job.snapshot().jobKey())
              .findFirst()
              .orElseThrow());
    }
    return first;
  }

  private static CompletionStage<List<Settled>> settle(
      JdbcStore store, Lease lease, Map<Job, OpenExecution> executions, Job... jobs) {
    return store.ledger().settle(lease, of(executions, jobs).map(Outcomes::failure).toList());
  }

  private static CompletionStage<List<Settled>> succeed(
      JdbcStore store, Lease lease, Map<Job, OpenExecution> executions, Job... jobs) {
    return store.ledger().settle(lease, of(executions, jobs).map(Outcomes::success).toList());
  }

  private static CompletionStage<List<Start.Result>> start(
      JdbcStore store, Lease lease, Map<Job, OpenExecution> executions, Job... jobs) {
    return store
        .ledger()
        .start(
            lease,
            of(executions, jobs).map(execution -> StoreDriver.startOf(execution, true)).toList());
  }

  /** In the order of the jobs that are given. */
  private static Stream<OpenExecution> of(Map<Job, OpenExecution> executions, Job... jobs) {
    return Stream.of(jobs).map(job -> Objects.requireNonNull(executions.get(job)));
  }

  /** A transaction that holds a row. */
  private final class Holder implements AutoCloseable {
    private final Connection connection;

    Holder(String sql, Job job) throws Exception {
      connection = PostgresServer.get().connect(nodes.first.database);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql.formatted(job.snapshot().jobKey()));
      }
    }

    void awaitWaiting(int count) {
      await().until(() -> nodes.first.column(WAITING).equals(Set.of(Integer.toString(count))));
    }

    void release() throws SQLException {
      connection.rollback();
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
