package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.carillon.core.Job;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanBatch;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** A commit whose answer is lost took place, and its caller is told so. */
final class LostCommitTest {
  /** What the server answers to a commit. */
  private static final String COMMITTED = "COMMIT\0";

  private static final Duration BOUND = Duration.ofSeconds(10);

  /** Longer than it is asked what became of a commit. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ManualClock clock = new ManualClock(StoreContract.START);

  @Test
  void aPlanIsKnownToTheNodeThatMadeIt() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(PostgresServer.get().port());
        PostgresTestStore store = PostgresTestStore.openBehind(proxy.port(), clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();

      proxy.cutAtAnswer(COMMITTED);
      List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(3)).planned();

      assertThat(proxy.faults).hasValue(1);
      assertThat(planned).hasSize(3);
      assertThat(driver.executions(job)).hasSize(3);
      for (OpenExecution execution : planned) {
        assertThat(driver.settle(lease, Outcomes.success(execution)).applied()).isTrue();
      }
      store.verify();
    }
  }

  @Test
  void aChangeIsAnswered() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(PostgresServer.get().port());
        PostgresTestStore store = PostgresTestStore.openBehind(proxy.port(), clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);

      proxy.cutAtAnswer(COMMITTED);
      Job paused = driver.pause(job).job();

      assertThat(proxy.faults).hasValue(1);
      assertThat(paused.version()).isEqualTo(2);
      assertThat(join(store.jobs().find(job.id())).orElseThrow().isActive()).isFalse();
      store.verify();
    }
  }

  @Test
  void othersAreRefusedWhileTheServerCannotBeAsked() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(PostgresServer.get().port());
        PostgresTestStore store = PostgresTestStore.openBehind(proxy.port(), clock)) {
      Job job = new StoreDriver(store, clock).create(JobDraft.EVERY_SECOND);

      proxy.refuse(true);
      proxy.cutAtAnswer(COMMITTED);
      CompletableFuture<ChangeResult> paused = pause(store.jobs(), job);
      await().until(() -> proxy.faults.get() == 1);
      CompletableFuture<ChangeResult> refused = pause(store.jobs(), job);

      assertThat(refused)
          .failsWithin(BOUND)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StoreUnavailable.class);
      assertThat(paused).isNotDone();

      proxy.refuse(false);
      assertThat(paused).succeedsWithin(BOUND);
      assertThat(join(store.jobs().find(job.id())).orElseThrow().version()).isEqualTo(2);
      store.verify();
    }
  }

  /** The node has no ticket of what it planned: a new term brings it back. */
  @Test
  void aPlanOfWhichNobodyKnowsIsClaimedAnew() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(PostgresServer.get().port());
        PostgresTestStore store = PostgresTestStore.openBehind(proxy.port(), clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();

      proxy.refuse(true);
      proxy.cutAtAnswer(COMMITTED);
      CompletableFuture<PlanBatch> plan =
          CompletableFuture.supplyAsync(() -> driver.plan(lease, Duration.ofSeconds(3)));
      await().until(() -> proxy.faults.get() == 1);
      clock.advance(PATIENCE);
      assertThat(plan)
          .failsWithin(BOUND)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StoreUnavailable.class);
      proxy.refuse(false);

      assertThat(driver.executions(job)).hasSize(3);
      assertThat(join(store.ledger().renew(lease, NodeLoad.NONE)).isHeld()).isFalse();
      assertThat(driver.plan(driver.takeOver(), Duration.ZERO).claimed()).hasSize(3);
    }
  }

  @Test
  void aStoreThatIsClosedAsksNoMore() throws Exception {
    try (FaultyProxy proxy = new FaultyProxy(PostgresServer.get().port());
        PostgresTestStore direct = PostgresTestStore.open(clock)) {
      Job job = new StoreDriver(direct, clock).create(JobDraft.EVERY_SECOND);
      JdbcStore store =
          PostgresStore.open(
              PostgresServer.get().configBehind(proxy.port(), direct.database, "node-b"),
              clock,
              CommitListener.NONE,
              () -> {});

      proxy.refuse(true);
      proxy.cutAtAnswer(COMMITTED);
      CompletableFuture<ChangeResult> paused = pause(store.jobs(), job);
      await().until(() -> proxy.faults.get() == 1);

      assertTimeoutPreemptively(BOUND, store::close);
      assertThat(paused).isCompletedExceptionally();
    }
  }

  private static CompletableFuture<ChangeResult> pause(JobStore jobs, Job job) {
    return jobs.change(job.id(), job.version(), job.definition(), false).toCompletableFuture();
  }
}
