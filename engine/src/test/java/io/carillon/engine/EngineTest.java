package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Clock;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine on its own thread, with the machine's clock. */
@Timeout(60)
class EngineTest {
  private final MemoryLedger store = new MemoryLedger(Clock.SYSTEM);
  private final ScriptedInvoker invoker = new ScriptedInvoker(Clock.SYSTEM);
  private final HeardListener heard = new HeardListener();
  private final ExecutorService writer = Executors.newSingleThreadExecutor();
  private final ExecutorService network = Executors.newSingleThreadExecutor();
  private final Engine engine =
      new Engine(
          EngineConfig.defaults("node-1"),
          Clock.SYSTEM,
          store,
          null,
          invoker,
          () -> NodeLoad.Vitals.NONE,
          Configs.NO_QUOTA,
          heard);

  @BeforeEach
  void connect() {
    store.transactions.runOn(writer);
    invoker.script(
        call ->
            call.job().definition().target().api().getHost().equals("dead.test")
                ? ScriptedInvoker.HANGS
                : ScriptedInvoker.OK);
    invoker.witness(
        made -> {
          if (made.reaction.equals(ScriptedInvoker.OK)) {
            network.execute(() -> made.answer(200));
          }
        });
  }

  @AfterEach
  void close() {
    engine.close();
    writer.shutdownNow();
    network.shutdownNow();
  }

  @Test
  void firesOnTimeAndTells() {
    Instant at = Instant.now().plusMillis(700);
    MemoryJob job = create(JobDraft.of("@at " + at));
    engine.start();

    await().until(() -> !heard.moves.isEmpty());

    EngineListener.Moved move = heard.moves.getFirst();
    assertThat(move.to()).isEqualTo(ExecutionState.SUCCESS);
    assertThat(move.scheduledAtMs()).isEqualTo(at.toEpochMilli());
    assertThat(move.driftMs()).as("never early, not late").isBetween(0L, 2_000L);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
    await().until(() -> engine.status().inFlight() == 0 && engine.status().settleBacklog() == 0);
    EngineStatus status = engine.status();
    assertThat(status.term()).isEqualTo(1);
    assertThat(status.planning()).isTrue();
    assertThat(status.sending()).isTrue();
    assertThat(status.planned()).isZero();
  }

  @Test
  void answersWhoeverAsks() {
    engine.start();
    await().until(() -> engine.status().term() == 1);
    MemoryJob job = create(JobDraft.of("@daily").host("dead.test"));
    JobId id = job.snapshot.id();

    OpenExecution manual =
        join(engine.request(id, Cause.MANUAL, null, Caller.SYSTEM)).orElseThrow();
    await().until(() -> !invoker.calls().isEmpty());
    ChangeResult changed =
        join(
            engine.change(
                job.snapshot,
                () ->
                    store.transactions.submit(
                        Transactions.Urgency.URGENT,
                        false,
                        () ->
                            store.jobs.change(
                                store.nodeKey(), id, 1, job.snapshot.definition(), true))));
    Cancelled cancelled = join(engine.cancel(id, new ExecutionId(manual.executionKey())));

    assertThat(changed).isInstanceOf(ChangeResult.Changed.class);
    assertThat(cancelled).isEqualTo(Cancelled.DONE);
    assertThat(World.states(job)).containsExactly(ExecutionState.CANCELLED);
  }

  @Test
  void aCloseWithinItsGraceIsClean() {
    engine.start();
    await().until(() -> engine.status().term() == 1);
    MemoryJob job = create(JobDraft.of("@daily").host("dead.test"));
    Optional<OpenExecution> manual =
        join(engine.request(job.snapshot.id(), Cause.MANUAL, null, Caller.SYSTEM));
    await().until(() -> !invoker.calls().isEmpty());
    network.execute(() -> invoker.calls().getFirst().answer(200));

    assertThat(engine.close(Duration.ofSeconds(20))).isTrue();

    assertThat(manual).isPresent();
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
  }

  @Test
  void aCloseAbortsWhatDoesNotEnd() {
    engine.start();
    await().until(() -> engine.status().term() == 1);
    MemoryJob job = create(JobDraft.of("@daily").host("dead.test"));
    join(engine.request(job.snapshot.id(), Cause.MANUAL, null, Caller.SYSTEM));
    await().until(() -> !invoker.calls().isEmpty());

    assertThat(engine.close(Duration.ofMillis(50))).isFalse();

    assertThat(invoker.underWay()).isEmpty();
    assertThat(World.states(job).getFirst().isTerminal()).as("left to the next term").isFalse();
  }

  @Test
  void aCloseWithNothingUnderWayIsClean() {
    engine.start();
    await().until(() -> engine.status().term() == 1);

    assertThat(engine.close(Duration.ZERO)).isTrue();
  }

  @Test
  void whoAsksAnEngineThatHasStoppedIsRefused() {
    engine.start();
    await().until(() -> engine.status().term() == 1);
    MemoryJob job = create(JobDraft.of("@daily"));
    engine.close();

    assertThatThrownBy(
            () -> join(engine.request(job.snapshot.id(), Cause.MANUAL, null, Caller.SYSTEM)))
        .hasCauseInstanceOf(StoreUnavailable.class);
  }

  @Test
  void whoAskedAnEngineThatNeverStartsIsRefused() {
    MemoryJob job = create(JobDraft.of("@daily"));
    CompletionStage<?> answer =
        engine.request(job.snapshot.id(), Cause.MANUAL, null, Caller.SYSTEM);

    engine.close();

    assertThatThrownBy(() -> join(answer)).hasCauseInstanceOf(StoreUnavailable.class);
  }

  @Test
  void anOutageAtTheStartIsWaitedFor() {
    create(JobDraft.of("* * * * * *"));
    store.transactions.setDown(true);
    engine.start();
    await().until(() -> heard.failures.contains("take over"));
    assertThat(engine.status().sending()).isFalse();

    store.transactions.setDown(false);

    await().atMost(20, TimeUnit.SECONDS).until(() -> !heard.moves.isEmpty());
  }

  private MemoryJob create(JobDraft draft) {
    MemoryJob job =
        join(
            store.transactions.submit(
                Transactions.Urgency.URGENT,
                false,
                () -> store.jobs.create(JobId.create(1), draft.build(), true)));
    engine.planSoon();
    return job;
  }

  private static <T> T join(CompletionStage<T> stage) throws CompletionException {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
