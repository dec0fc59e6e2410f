package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.core.port.JobStore.JobCounts;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.Stages;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network between a node and the database is gone without a word, and neither side is told. */
@SuppressWarnings("NullAway.Init") // set before each test
final class SilentConnectionTest {
  /** What the server answers when a row was added. */
  private static final String INSERTED = "INSERT 0 1\0";

  /** How soon others go on, and how soon a node gives up what is silent; see Connections. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock(StoreContract.START);
  private final AtomicInteger takenOver = new AtomicInteger();
  private PostgresTestStore first;
  private StoreDriver driver;
  private FaultyProxy proxy;
  private JdbcStore silent;

  @BeforeEach
  void open() throws Exception {
    first = PostgresTestStore.open(clock);
    driver = new StoreDriver(first, clock);
    proxy = new FaultyProxy(PostgresServer.get().port());
    silent =
        PostgresStore.open(
            PostgresServer.get().configBehind(proxy.port(), first.database, "node-b"),
            clock,
            CommitListener.NONE,
            takenOver::incrementAndGet);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    silent.close();
    first.close();
  }

  @Test
  void whatItsTransactionHasLockedIsFreeAgainSoon() throws Exception {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    Lease silentLease = join(silent.ledger().takeOver("node-b")).lease();
    OpenExecution mine = driver.planOne(lease);
    OpenExecution its = plan(silentLease).getFirst();

    // In the transaction that has counted the job's outcome, which is where others count theirs.
    proxy.hangAtAnswer(INSERTED);
    silent.ledger().settle(silentLease, List.of(Outcomes.success(its)));
    await().atMost(BOUND).until(() -> proxy.faults.get() == 1);
    var settled = first.ledger().settle(lease, List.of(Outcomes.success(mine)));

    assertThat(settled.toCompletableFuture().get(BOUND.toSeconds(), TimeUnit.SECONDS))
        .allSatisfy(each -> assertThat(each.applied()).isTrue());
    first.verify();
  }

  @Test
  void itGoesOnAlthoughTheServerStillHasTheOldConnection() throws Exception {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = join(silent.ledger().takeOver("node-b")).lease();
    reads().forEach(Stages::join);

    proxy.hang();
    List<CompletionStage<JobCounts>> reads = reads();
    assertThatThrownBy(
            () ->
                silent
                    .ledger()
                    .takeOver("node-b")
                    .toCompletableFuture()
                    .get(BOUND.toSeconds(), TimeUnit.SECONDS))
        .hasCauseInstanceOf(StoreUnavailable.class);

    assertThat(plan(lease)).isNotEmpty();
    for (CompletionStage<?> read : reads) {
      assertThat(read.toCompletableFuture()).succeedsWithin(BOUND);
    }
    assertThat(takenOver).as("told that another process has its name").hasValue(0);
    first.verify();
  }

  /** More than there are connections that read. */
  private List<CompletionStage<JobCounts>> reads() {
    return Stream.generate(() -> silent.jobs().counts()).limit(10).toList();
  }

  private List<OpenExecution> plan(Lease lease) {
    return join(TwoNodes.plan(silent, lease, clock)).planned();
  }
}
