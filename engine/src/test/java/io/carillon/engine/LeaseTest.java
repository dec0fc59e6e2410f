package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ExecutionState;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Ledger.Cancelled;
import io.carillon.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a node does with its lease, beside another node on the same store. */
final class LeaseTest {
  private static final long LEASE_MS = 10_000;

  private final ManualClock clock = World.startClock();
  private final MemoryLedger store = new MemoryLedger(clock, LEASE_MS);
  private final World a = new World(Configs.named("a", Configs.DEFAULTS), 1, clock, store);
  private final World b =
      new World(Configs.named("b", Configs.DEFAULTS), 2, clock, new MemoryLedger(store));

  private void startBoth() {
    a.start();
    b.start();
  }

  /** Lets time pass for some of the nodes. */
  private void advance(long ms, World... present) {
    for (long left = ms; left > 0; left -= 10) {
      clock.advance(Duration.ofMillis(10));
      for (World world : present) {
        world.settle();
      }
    }
  }

  @Test
  void aNodeThatRunsKeepsItsLease() {
    startBoth();
    advance(60_000, a, b);

    assertThat(a.turn.keeper.isTrusted()).isTrue();
    assertThat(a.turn.keeper.isLost()).isFalse();
    assertThat(b.turn.keeper.isTrusted()).isTrue();
  }

  @Test
  void whatAnAbsentNodeHeldIsCalledByTheOtherAfterItsLease() {
    a.start();
    MemoryJob job = a.create(JobDraft.of("* * * * * *"));
    advance(2_000, a);
    b.start();

    advance(LEASE_MS + 2_000, b);

    assertThat(b.invoker.calls()).isNotEmpty();
    assertThat(job.openRows).allMatch(row -> row.scheduledAtMs > clock.wallMs() - 1_000);
    assertThat(World.states(job)).contains(ExecutionState.SUCCESS);
  }

  @Test
  void aNodeThatSleptPastItsLeaseSendsNothingAndBeginsAnew() {
    startBoth();
    a.create(JobDraft.of("* * * * * *"));
    advance(1_000, a, b);
    int calls = a.invoker.calls().size() + b.invoker.calls().size();
    advance(LEASE_MS + 2_000, b);
    int others = b.invoker.calls().size();
    int own = a.invoker.calls().size();

    advance(20, a);

    assertThat(others).isGreaterThan(calls);
    assertThat(a.invoker.calls()).as("sent on waking up").hasSize(own);
    assertThat(a.turn.keeper.isLost()).isTrue();
    assertThat(a.turn.isSending()).isFalse();
    a.beginAnew();
    a.start();
    advance(5_000, a, b);
    assertThat(a.turn.keeper.isTrusted()).isTrue();
  }

  @Test
  void aNodeThatHasEndedItsTermDoesNotRenewIt() {
    startBoth();
    advance(1_000, a, b);

    a.turn.stop();
    var _ = a.turn.release();
    advance(LEASE_MS, a, b);

    assertThat(a.turn.keeper.isLost()).isFalse();
  }

  @Test
  void aNodeWithoutTheStoreSendsWhatItHasUntilShortlyBeforeItsLeaseEnds() {
    a.start();
    a.create(JobDraft.of("* * * * * *"));
    advance(5_000, a);
    store.transactions.setDown(true);
    long downAtMs = clock.wallMs();
    advance(20_000, a);

    long lastMs = a.invoker.calls().getLast().madeAtMs;
    assertThat(lastMs - downAtMs).isBetween(LEASE_MS / 2, LEASE_MS * 4 / 5);

    store.transactions.setDown(false);
    advance(3_000, a);
    assertThat(a.turn.isSending()).isTrue();
    assertThat(a.invoker.calls().getLast().madeAtMs).isGreaterThan(downAtMs + 20_000);
  }

  @Test
  void aCallWhoseConnectionComesPastTheLeaseIsNotSent() {
    startBoth();
    a.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job = a.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    advance(2_000, a, b);
    advance(LEASE_MS + 2_000, b);
    assertThat(World.states(job)).containsExactly(ExecutionState.FAILED);

    a.lastCall().connect(); // Before the node has looked at its lease.

    assertThat(a.lastCall().startedAtMs()).isZero();
    advance(1_000, a, b);
    assertThat(a.turn.keeper.isLost()).isTrue();
    assertThat(b.invoker.calls()).isEmpty();
  }

  @Test
  void aCallThatWasNotSentForWantOfALeaseIsMadeWhenItLastsAgain() {
    a.start();
    a.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job = a.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    advance(2_000, a);
    ScriptedInvoker.Made withheld = a.lastCall();
    clock.advance(Duration.ofMillis(LEASE_MS));
    withheld.connect();
    assertThat(withheld.outcome).isNotNull();

    a.invoker.script(_ -> ScriptedInvoker.OK);
    advance(2_000, a);

    assertThat(withheld.startedAtMs()).isZero();
    assertThat(a.invoker.calls()).hasSize(2);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
  }

  /** The edit makes it RUNNING, which is not durable when the engine hears that it was not sent. */
  @Test
  void aCallThatWasNotSentTakesItsTurnWhenAnEditForbidsOverlapMeanwhile() {
    a.start();
    a.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    JobDraft draft = JobDraft.of("@at 2026-01-01T00:00:01Z");
    MemoryJob job = a.create(draft);
    advance(2_000, a);
    clock.advance(Duration.ofMillis(LEASE_MS));
    a.edit(job, draft.overlap(OverlapPolicy.SKIP));
    a.lastCall().connect();
    assertThat(a.lastCall().outcome).isNotNull();

    a.invoker.script(_ -> ScriptedInvoker.HANGS);
    advance(2_000, a);

    assertThat(a.invoker.calls()).hasSize(2);
    assertThat(store.rows.running()).as("turns taken").isEqualTo(1);
    a.lastCall().answer(200);
    advance(100, a);
    assertThat(World.states(job)).containsExactly(ExecutionState.SUCCESS);
  }

  @Test
  void afterAnOutageNobodyIsJudgedForALease() {
    startBoth();
    advance(15_000, a, b);
    a.store.transactions.setDown(true);
    b.store.transactions.setDown(true);
    advance(30_000, a, b);
    b.store.transactions.setDown(false);

    advance(LEASE_MS - 500, b);
    assertThat(a.turn.keeper.isLost()).isFalse();
    a.store.transactions.setDown(false);
    advance(2_000, a, b);

    assertThat(a.turn.keeper.isLost()).isFalse();
    assertThat(a.turn.keeper.isTrusted()).isTrue();
  }

  @Test
  void aPauseThroughOneStopsTheCallsOfTheOtherWithinASecond() {
    startBoth();
    MemoryJob job = a.create(JobDraft.of("* * * * * *"));
    advance(3_000, a);
    assertThat(a.turn.jobs.held()).isPositive();

    Answer<?> paused = b.pause(job);
    advance(10, a, b);
    long pausedAtMs = clock.wallMs();
    assertThat(paused.isThere()).isTrue();
    advance(5_000, a, b);

    assertThat(a.invoker.calls().getLast().madeAtMs).isLessThanOrEqualTo(pausedAtMs + 1_000);
    assertThat(a.turn.jobs.held()).isZero();
    assertThat(job.openRows).isEmpty();
  }

  @Test
  void aNodeThatSleptHearsOfAPauseBeforeItSendsWhatBecameDue() {
    startBoth();
    MemoryJob job = a.create(JobDraft.of("* * * * * *"));
    advance(3_100, a, b);
    long asleepAtMs = clock.wallMs();
    Answer<?> paused = b.pause(job);
    advance(LEASE_MS / 3, b);
    assertThat(paused.isThere()).isTrue();
    assertThat(a.turn.jobs.held()).as("held by the sleeper").isPositive();

    advance(2_000, a, b);

    assertThat(a.turn.isSending()).isTrue();
    assertThat(a.invoker.calls()).allMatch(made -> made.call.scheduledAtMs() <= asleepAtMs + 1_000);
  }

  @Test
  void aCancelThroughOneReachesTheOther() {
    startBoth();
    MemoryJob job = a.create(JobDraft.of("* * * * * *"));
    advance(500, a);
    MemoryRow row = job.rows.getLast();

    Answer<Cancelled> cancelled = b.cancel(row);
    advance(1_000, a, b);

    assertThat(cancelled.value()).isEqualTo(Cancelled.DONE);
    assertThat(row.state).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void aNodeThatStopsGivesBackAtOnceWhatIsNotUnderWay() {
    startBoth();
    MemoryJob job = a.create(JobDraft.of("* * * * * *"));
    advance(500, a);
    assertThat(a.turn.jobs.held()).isPositive();

    a.turn.stop();
    advance(3_000, a, b);

    assertThat(a.turn.jobs.held()).isZero();
    assertThat(job.openRows).noneMatch(row -> row.holder == store.nodeKey());
    assertThat(b.invoker.calls()).hasSize(3);
  }

  @Test
  void aNodeWhoseClockIsFarOffPlansNothing() {
    MemoryJob job = a.create(JobDraft.of("* * * * * *"));
    store.nodes.setClockOffset(Ledger.CLOCK_OFFSET_MS_MAX + 1);
    a.start();
    advance(3_000, a);
    assertThat(job.rows).isEmpty();
    assertThat(a.turn.isPlanning()).isFalse();

    store.nodes.setClockOffset(-Ledger.CLOCK_OFFSET_MS_MAX);
    advance(4_000, a);
    assertThat(job.rows).isNotEmpty();
    assertThat(a.turn.isPlanning()).isTrue();
  }
}
