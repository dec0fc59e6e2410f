package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Offer;
import io.carillon.core.port.OpenExecution;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.Outcomes;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Node b takes what node a offers. */
@SuppressWarnings("NullAway.Init") // set before each test
final class OffersTest {
  private static final String WHO_WAITS =
      """
      SELECT pid FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()
      """;

  private TwoNodes nodes;

  @BeforeEach
  void open() throws Exception {
    nodes = new TwoNodes();
  }

  @AfterEach
  void close() throws Exception {
    nodes.close();
  }

  private static Offer offer(Lease by, OpenExecution execution) {
    return new Offer(execution.executionKey(), by.nodeKey(), by.term(), execution.dueAtMs());
  }

  private List<OpenExecution> take(List<Offer> offers) {
    return join(nodes.second.ledger().take(nodes.b, offers));
  }

  private List<Offer> held(Lease by, int limit) {
    return join(nodes.first.ledger().held(by, Long.MAX_VALUE, limit));
  }

  /** Five executions in a's hands. */
  private List<OpenExecution> plan() {
    nodes.driver.create(JobDraft.EVERY_SECOND);
    return nodes.driver.plan(nodes.a, TwoNodes.AHEAD).planned();
  }

  @Test
  void whoTakesAnOfferHasTheExecution() {
    List<OpenExecution> planned = plan();
    List<Offer> offers = planned.stream().map(each -> offer(nodes.a, each)).toList();
    assertThat(held(nodes.a, 10)).isEqualTo(offers);
    assertThat(held(nodes.a, 2)).isEqualTo(offers.subList(0, 2));

    assertThat(take(offers)).containsExactlyInAnyOrderElementsOf(planned);

    assertThat(held(nodes.a, 10)).isEmpty();
    assertThat(take(offers)).as("once").isEmpty();
    OpenExecution one = planned.getFirst();
    assertThat(nodes.driver.settle(nodes.a, Outcomes.success(one)).applied()).isFalse();
    assertThat(
            join(nodes.second.ledger().settle(nodes.b, List.of(Outcomes.success(one))))
                .getFirst()
                .applied())
        .isTrue();
    assertThat(nodes.driver.execution(one).node()).isEqualTo("node-b");
  }

  /** Who takes locks the open row, then the execution; as another node does, step by step. */
  @Test
  void whoSpillsWaitsForWhoTakesAndHasNothingThatThatOneNeeds() throws Exception {
    OpenExecution execution = plan().getFirst();
    String theOne = " WHERE execution_key = " + execution.executionKey();
    try (Connection other = PostgresServer.get().connect(nodes.first.database);
        Statement taking = other.createStatement()) {
      other.setAutoCommit(false);
      taking.execute("SET lock_timeout = '300ms'");
      taking.execute("SELECT FROM open" + theOne + " FOR UPDATE");
      var spilled = nodes.first.ledger().spill(nodes.a, List.of(execution));
      await().until(() -> !nodes.first.column(WHO_WAITS).isEmpty());

      assertThatCode(
              () -> {
                taking.execute("DELETE FROM open" + theOne);
                taking.execute("UPDATE execution SET holder = holder" + theOne);
              })
          .doesNotThrowAnyException();

      other.rollback();
      join(spilled);
    }
    assertThat(nodes.first.column("SELECT holder < 0 FROM open" + theOne)).containsExactly("t");
  }

  @Test
  void oneOfManyWinsEach() throws Exception {
    for (int i = 0; i < 40; i++) {
      nodes.driver.create(JobDraft.EVERY_SECOND.named("job " + i));
    }
    List<Offer> offers = new ArrayList<>();
    nodes
        .driver
        .plan(nodes.a, TwoNodes.AHEAD)
        .planned()
        .forEach(p -> offers.add(offer(nodes.a, p)));
    List<CompletionStage<List<OpenExecution>>> takes = new ArrayList<>();
    try (var third =
        PostgresStore.open(
            PostgresServer.get().config(nodes.first.database, "node-c"),
            nodes.clock,
            CommitListener.NONE,
            () -> {})) {
      Lease c = join(third.ledger().takeOver("node-c")).lease();
      for (int i = 0; i < 10; i++) {
        takes.add(nodes.second.ledger().take(nodes.b, offers));
        takes.add(third.ledger().take(c, offers));
      }
      Set<Long> won = new HashSet<>();
      for (CompletionStage<List<OpenExecution>> each : takes) {
        join(each).forEach(one -> assertThat(won.add(one.executionKey())).as("won once").isTrue());
      }
      assertThat(won).hasSize(offers.size());
    }
  }

  @Test
  void anOfferOfAnEarlierTermOrOfAnotherTimeIsVoid() throws Exception {
    OpenExecution planned = plan().getFirst();
    Offer offer = offer(nodes.a, planned);
    int holder = nodes.a.nodeKey();
    int term = nodes.a.term();
    long dueAtMs = planned.dueAtMs();
    assertThat(
            take(
                List.of(
                    new Offer(planned.executionKey(), holder, term + 1, dueAtMs),
                    new Offer(planned.executionKey(), holder + 1, term, dueAtMs),
                    new Offer(planned.executionKey(), holder, term, dueAtMs + 1),
                    new Offer(planned.executionKey() + 1, holder, term, dueAtMs))))
        .isEmpty();

    nodes.expire(nodes.a);
    join(nodes.second.ledger().reclaim(nodes.b));

    assertThat(take(List.of(offer))).as("nobody's now").isEmpty();
  }

  @Test
  void whatWasPausedEndsAndIsNotGivenOut() {
    Job job = nodes.driver.create(JobDraft.EVERY_SECOND);
    OpenExecution planned = nodes.driver.plan(nodes.a, TwoNodes.AHEAD).planned().getFirst();
    join(nodes.second.jobs().change(job.id(), 1, job.definition(), false));
    assertThat(nodes.driver.state(planned)).as("spared").isEqualTo(ExecutionState.PENDING);

    assertThat(take(List.of(offer(nodes.a, planned)))).isEmpty();

    assertThat(nodes.driver.state(planned)).isEqualTo(ExecutionState.CANCELLED);
    assertThat(held(nodes.a, 10)).isEmpty();
  }

  @Test
  void whatIsBeingChangedIsLeftAlone() throws Exception {
    OpenExecution planned = plan().getFirst();
    List<Offer> offers = List.of(offer(nodes.a, planned));
    try (Connection other = PostgresServer.get().connect(nodes.first.database);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE job SET version = version");
      assertThat(take(offers)).isEmpty();
      other.rollback();
    }

    assertThat(take(offers)).hasSize(1);
  }

  @Test
  void whoHasNoTermTakesNothing() throws Exception {
    OpenExecution planned = plan().getFirst();
    join(nodes.second.ledger().release(nodes.b, Set.of()));

    assertThat(take(List.of(offer(nodes.a, planned)))).isEmpty();
    assertThat(held(nodes.a, 10)).hasSize(5);
  }
}
