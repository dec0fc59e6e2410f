package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.data.Offset.offset;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.EventExchange;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.Node;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.Notice;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ManyNodesTest {
  private static final NodeLoad BUSY =
      new NodeLoad(3, 7, 2, 9, 40, new NodeLoad.Vitals(50, 60, 70, "much"));

  private TwoNodes nodes;
  private ManualClock clock;
  private PostgresTestStore first;
  private JdbcStore second;
  private StoreDriver driver;
  private Lease a;
  private Lease b;

  @BeforeEach
  void open() throws Exception {
    nodes = new TwoNodes();
    clock = nodes.clock;
    first = nodes.first;
    second = nodes.second;
    driver = nodes.driver;
    a = nodes.a;
    b = nodes.b;
  }

  @AfterEach
  void close() throws Exception {
    nodes.close();
  }

  @Test
  void nodesHaveKeysOfTheirOwn() {
    assertThat(a.nodeKey()).isNotEqualTo(b.nodeKey());
    assertThat(b.expires()).isTrue();
    assertThat(join(second.nodes().list()))
        .extracting(Node::name, Node::isAlive)
        .containsExactly(tuple("node-a", true), tuple("node-b", true));
  }

  @Test
  void everyOccurrenceIsPlannedByOneOfThem() {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      jobs.add(driver.create(JobDraft.EVERY_SECOND.named("job " + i)));
    }
    List<CompletionStage<PlanBatch>> rounds = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      rounds.add(nodes.plan(first.store, a));
      rounds.add(nodes.plan(second, b));
    }

    Set<Long> planned = new HashSet<>();
    for (CompletionStage<PlanBatch> round : rounds) {
      for (OpenExecution execution : join(round).planned()) {
        assertThat(planned.add(execution.executionKey())).as("planned once").isTrue();
      }
    }
    assertThat(planned).hasSize(5 * jobs.size());
    assertThat(driver.executions(jobs.getFirst())).hasSize(5);
  }

  @Test
  void keysOfNodesNeverMeet() {
    List<CompletionStage<CreateResult>> created = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      JdbcStore store = i % 2 == 0 ? first.store : second;
      created.add(store.jobs().create(newJob(JobDraft.EVERY_SECOND), null));
    }

    Set<Long> keys = new HashSet<>();
    for (CompletionStage<CreateResult> each : created) {
      keys.add(((CreateResult.Created) join(each)).job().snapshot().jobKey());
    }
    assertThat(keys).hasSize(100);
    assertThat(join(second.jobs().counts()).total()).isEqualTo(100);
  }

  /** Changes take locks of their own, in another order than creates. */
  @Test
  void aQuotaHoldsForAllNodesTogether() {
    int quota = 60;
    Namespace team =
        join(first.store.namespaces().put("team", new Quotas(quota, null, null, null, null)))
            .orElseThrow();
    Caller caller = new Caller(team.key(), "key:1", "ann", "");
    List<Job> changed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      CreateResult result =
          join(first.store.jobs().by(caller).create(newJob(JobDraft.EVERY_SECOND), null));
      changed.add(((CreateResult.Created) result).job());
    }
    List<CompletionStage<CreateResult>> created = new ArrayList<>();
    List<CompletionStage<ChangeResult>> changes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      JdbcStore store = i % 2 == 0 ? first.store : second;
      JobDraft draft = JobDraft.EVERY_SECOND;
      created.add(
          store
              .jobs()
              .by(caller)
              .create(newJob(i % 3 == 0 ? draft.named("name " + i) : draft), null));
      Job job = changed.get(i % changed.size());
      changes.add(store.jobs().by(caller).change(job.id(), 1, job.definition(), i % 2 == 0));
    }

    long made = created.stream().filter(it -> join(it) instanceof CreateResult.Created).count();
    assertThat(made).isEqualTo(quota - changed.size());
    assertThat(changes.stream().filter(it -> join(it) instanceof ChangeResult.Changed))
        .hasSize(changed.size());
    assertThat(join(second.jobs().counts()).total()).isEqualTo(quota);
  }

  private NewJob newJob(JobDraft draft) {
    return NewJob.of(JobId.create(clock.wallMs()), draft.definition(), true, clock.now());
  }

  @Test
  void eventsReachTheOtherNodesOnce() throws Exception {
    EventExchange here = first.store.eventExchange().orElseThrow();
    EventExchange there = second.eventExchange().orElseThrow();
    join(here.publish("before"));
    String since = join(there.read(null)).until();
    String sinceHere = join(here.read(null)).until();
    join(here.publish("one"));
    join(here.publish("two"));

    EventExchange.Heard heard = join(there.read(since));
    assertThat(heard.events()).containsExactly("one", "two");
    assertThat(join(there.read(heard.until())).events()).isEmpty();
    assertThat(join(here.read(sinceHere)).events()).as("its own").isEmpty();

    clock.advance(Duration.ofSeconds(6));
    join(here.publish("three"));
    assertThat(first.column("SELECT events FROM event")).containsExactly("three");
    clock.advance(Duration.ofMinutes(11));
    join(second.ledger().prune(0, Long.MAX_VALUE, 1));
    assertThat(first.column("SELECT events FROM event")).as("of a node that stopped").isEmpty();
  }

  @Test
  void oneOfTwoGetsTheName() {
    List<CompletionStage<CreateResult>> created = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      JobDraft draft = JobDraft.EVERY_SECOND.named("name " + i);
      created.add(first.store.jobs().create(newJob(draft), null));
      created.add(second.jobs().create(newJob(draft), null));
    }

    for (int i = 0; i < 100; i += 2) {
      List<CreateResult> pair = List.of(join(created.get(i)), join(created.get(i + 1)));
      assertThat(pair).hasAtLeastOneElementOfType(CreateResult.Created.class);
      assertThat(pair).hasAtLeastOneElementOfType(CreateResult.NameTaken.class);
    }
  }

  @Test
  void aRepeatedRequestIsAnsweredAsTheFirstWhoeverGetsIt() {
    List<CompletionStage<CreateResult>> created = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Idempotency key = new Idempotency("POST /jobs", "key " + i, "hash", "answer");
      created.add(first.store.jobs().create(newJob(JobDraft.EVERY_SECOND), key));
      created.add(second.jobs().create(newJob(JobDraft.EVERY_SECOND), key));
    }

    for (int i = 0; i < 100; i += 2) {
      List<CreateResult> pair = List.of(join(created.get(i)), join(created.get(i + 1)));
      assertThat(pair).hasAtLeastOneElementOfType(CreateResult.Created.class);
      assertThat(pair).contains(new CreateResult.Repeated("answer"));
    }
  }

  @Test
  void whatAnExpiredNodeHeldIsTakenOverAndItsWritesChangeNothing() throws Exception {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    List<OpenExecution> held = driver.plan(a, TwoNodes.AHEAD).planned();
    assertThat(join(second.ledger().reclaim(b))).as("while the lease lasts").isEmpty();
    nodes.expire(a);

    assertThat(join(second.ledger().reclaim(b))).containsExactly("node-a");
    List<OpenExecution> claimed = join(nodes.plan(second, b)).claimed();

    assertThat(claimed).hasSize(5);
    assertThat(driver.settle(a, Outcomes.success(held.getFirst())).applied()).isFalse();
    assertThat(driver.plan(a, TwoNodes.AHEAD).planned()).isEmpty();
    assertThat(join(first.ledger().renew(a, NodeLoad.NONE)).isHeld()).isFalse();
    assertThat(join(second.ledger().settle(b, List.of(Outcomes.success(claimed.getFirst())))))
        .first()
        .matches(settled -> settled.applied());
    assertThat(driver.executions(job, ExecutionState.SUCCESS)).hasSize(1);
    assertThat(join(second.ledger().reclaim(b))).as("once").isEmpty();

    Lease again = driver.takeOver();
    assertThat(again.nodeKey()).isEqualTo(a.nodeKey());
    assertThat(again.term()).isEqualTo(a.term() + 2);
  }

  @Test
  void aNodeThatIsFencedInTheMiddleOfABatchWritesNothingOfIt() throws Exception {
    driver.create(JobDraft.EVERY_SECOND);
    // Its writer has not heard of the end of its term.
    first.execute(
        "UPDATE node SET term = term + 1, lease_until = 0 WHERE node_key = " + a.nodeKey());

    assertThat(driver.plan(a, TwoNodes.AHEAD).planned()).isEmpty();
    Job created = driver.create(JobDraft.EVERY_SECOND);

    assertThat(driver.job(created).id()).as("who has no term may still create").isNotNull();
    assertThat(join(nodes.plan(second, b)).planned()).hasSize(10);
  }

  @Test
  void aRenewalTellsHowFarTheClocksAreApart() throws Exception {
    long aheadMs = clock.wallMs() - System.currentTimeMillis();

    long offsetMs = join(first.ledger().renew(a, BUSY)).clockOffsetMs();

    assertThat(offsetMs).isCloseTo(aheadMs, offset(60_000L));
    assertThat(join(first.ledger().clockOffsetMs())).isCloseTo(aheadMs, offset(60_000L));
    assertThat(join(second.nodes().list()).getFirst().load()).isEqualTo(BUSY);
  }

  @Test
  void aNodeThatEndedLongAgoIsForgottenAndWhatItCountedIsNot() throws Exception {
    join(second.jobs().create(newJob(JobDraft.EVERY_SECOND), null));
    join(second.ledger().release(b, Set.of()));
    driver.create(JobDraft.EVERY_SECOND);
    String keys = "SELECT counter_key FROM counter WHERE counter_key = " + b.nodeKey();
    String marks = "SELECT node FROM commit_mark WHERE node = 'node-b'";

    join(first.ledger().prune(1_000, Long.MAX_VALUE, 1));
    assertThat(first.column("SELECT name FROM node")).containsExactly("node-a", "node-b");
    assertThat(first.column(keys)).isNotEmpty();
    assertThat(first.column(marks)).isNotEmpty();

    first.execute("UPDATE node SET renewed_at = 1");
    join(first.ledger().prune(1_000, Long.MAX_VALUE, 1));
    assertThat(first.column("SELECT name FROM node")).containsExactly("node-a");
    assertThat(first.column(keys)).isEmpty();
    assertThat(first.column(marks)).isEmpty();
    assertThat(join(first.jobs().counts()).total()).isEqualTo(2);
    assertThat(join(second.ledger().takeOver("node-b")).lease().nodeKey())
        .isGreaterThan(b.nodeKey());
  }

  @Test
  void whoStopsGivesBackWhatIsNotUnderWay() {
    driver.create(JobDraft.EVERY_SECOND);
    List<OpenExecution> held = driver.plan(a, TwoNodes.AHEAD).planned();
    long underWay = held.getFirst().executionKey();

    join(first.ledger().release(a, Set.of(underWay)));
    List<OpenExecution> claimed = join(nodes.plan(second, b)).claimed();
    assertThat(claimed).extracting(OpenExecution::executionKey).hasSize(4).doesNotContain(underWay);
    assertThat(driver.settle(a, Outcomes.success(held.getFirst())).applied()).isTrue();

    join(first.ledger().release(a, Set.of()));
    assertThat(join(first.ledger().renew(a, NodeLoad.NONE)).isHeld()).isFalse();
    assertThat(join(second.nodes().list()))
        .filteredOn(Node::isAlive)
        .extracting(Node::name)
        .containsExactly("node-b");
  }

  @Test
  void anEditSparesWhatTheHolderMaySendBeforeItHears() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    List<OpenExecution> held = driver.plan(a, TwoNodes.AHEAD).planned();
    var changed =
        (ChangeResult.Changed)
            join(
                second
                    .jobs()
                    .change(
                        job.id(), 1, JobDraft.EVERY_SECOND.on("30 * * * * *").definition(), true));

    assertThat(changed.cutMs()).isEqualTo(held.getFirst().scheduledAtMs() + 1);
    assertThat(driver.executions(job)).hasSize(1);
    List<Notice> heard = join(first.ledger().notices(a));
    assertThat(heard).singleElement().isInstanceOf(Notice.Changed.class);
    Notice.Changed notice = (Notice.Changed) heard.getFirst();
    assertThat(notice.snapshot().get()).isEqualTo(changed.job().snapshot());
    assertThat(notice.cutMs()).isEqualTo(changed.cutMs());
    assertThat(notice.isActive()).isTrue();
    assertThat(join(first.ledger().notices(a))).as("once").isEmpty();
    assertThat(join(second.ledger().notices(b))).as("its own").isEmpty();
    assertThat(driver.settle(a, Outcomes.success(held.getFirst())).applied()).isTrue();
    assertThat(driver.settle(a, Outcomes.success(held.get(1))).applied()).isFalse();
  }

  @Test
  void aPauseLeavesToTheHolderWhatItMaySend() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution scheduled = driver.plan(a, TwoNodes.AHEAD).planned().getFirst();
    OpenExecution requested = driver.request(a, job);
    join(second.jobs().change(job.id(), 1, job.definition(), false));

    assertThat(driver.state(scheduled)).isEqualTo(ExecutionState.PENDING);
    assertThat(driver.state(requested)).isEqualTo(ExecutionState.PENDING);
    assertThat(join(first.ledger().notices(a)))
        .singleElement()
        .isInstanceOfSatisfying(
            Notice.Changed.class, notice -> assertThat(notice.isActive()).isFalse());
    for (OpenExecution execution : List.of(scheduled, requested)) {
      driver.settle(
          a, Outcomes.ended(execution, ExecutionState.CANCELLED, "cancelled: the job was paused"));
    }
    assertThat(driver.stats(job).cancelled()).isEqualTo(2);
  }

  @Test
  void aDeletedJobIsToldOfEvenWhenNothingOfItIsLeft() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    join(second.jobs().delete(job.id(), null));

    assertThat(join(first.ledger().notices(a)))
        .singleElement()
        .isInstanceOf(Notice.Deleted.class)
        .extracting(Notice::job)
        .isEqualTo(job.id());
  }

  @Test
  void theHolderIsAskedToCancel() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    OpenExecution held = driver.plan(a, TwoNodes.AHEAD).planned().getFirst();

    assertThat(join(second.ledger().cancelWaiting(held.executionKey(), "by request")))
        .isEqualTo(Cancelled.ASKED);
    assertThat(join(first.ledger().notices(a)))
        .containsExactly(new Notice.CancelAsked(job.id(), held.executionKey()));
    driver.settle(a, Outcomes.ended(held, ExecutionState.CANCELLED, "by request"));
    assertThat(join(second.ledger().cancelWaiting(held.executionKey(), "by request")))
        .isEqualTo(Cancelled.CANCELLED);
  }

  @Test
  void aJobEndsWhoeverEndsItsLastExecution() {
    Job job = driver.create(JobDraft.EVERY_SECOND.once());
    OpenExecution scheduled = driver.planOne(a);
    OpenExecution requested =
        join(second.ledger().request(b, job.id(), Cause.MANUAL, null, Caller.SYSTEM)).orElseThrow();
    join(second.ledger().settle(b, List.of(Outcomes.success(requested))));
    assertThat(driver.job(job).isActive()).isTrue();

    driver.settle(a, Outcomes.success(scheduled));

    assertThat(driver.job(job).isActive()).isFalse();
    assertThat(join(second.jobs().counts()).active()).isZero();
  }

  @Test
  void anAlertIsDeliveredByWhoRaisedItWhileItRuns() throws Exception {
    driver.create(JobDraft.EVERY_SECOND);
    driver.settle(a, Outcomes.failure(driver.plan(a, TwoNodes.AHEAD).planned().getFirst()));

    assertThat(join(first.alerts().undelivered(0, 10))).hasSize(1);
    assertThat(join(second.alerts().undelivered(0, 10))).isEmpty();
    nodes.expire(a);
    join(second.ledger().reclaim(b));
    assertThat(join(second.alerts().undelivered(0, 10))).hasSize(1);
  }

  @Test
  void failuresOfOneNodeAreRecoveriesOfTheOther() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    List<OpenExecution> held = driver.plan(a, TwoNodes.AHEAD).planned();
    driver.settle(a, Outcomes.failure(held.getFirst()));
    OpenExecution requested =
        join(second.ledger().request(b, job.id(), Cause.MANUAL, null, Caller.SYSTEM)).orElseThrow();

    assertThat(
            join(second.ledger().settle(b, List.of(Outcomes.success(requested))))
                .getFirst()
                .alert())
        .isNotNull();
  }
}
