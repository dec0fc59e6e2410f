package io.carillon.engine;

import static io.carillon.core.ExecutionState.CANCELLED;
import static io.carillon.core.ExecutionState.FAILED;
import static io.carillon.core.ExecutionState.PENDING;
import static io.carillon.core.ExecutionState.RUNNING;
import static io.carillon.core.ExecutionState.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A graceful stop leaves nothing unsaid and the next term nothing lost. */
class StopTest {
  private final World world = World.started();

  @Test
  void callsUnderWayMayEndAndNothingElseIsSent() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("* * * * * *"));
    world.advanceTo(1_500);

    world.turn.stop();
    world.advanceTo(3_500);
    world.lastCall().answer(200);
    world.settle();

    assertThat(world.callTimes()).containsExactly(1_000L);
    assertThat(World.states(job)).startsWith(SUCCESS, PENDING, PENDING);
    assertThat(world.turn.dispatcher.inFlight()).isZero();
    assertThat(world.turn.recorder.backlog()).isZero();
  }

  @Test
  void anAbortedCallIsLeftToTheNextTerm() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(1_500);

    abort();
    assertThat(World.states(job)).containsExactly(RUNNING);
    world.assertNothingHeld();
    nextTerm();

    assertThat(world.invoker.calls()).hasSize(2);
    assertThat(World.states(job)).containsExactly(SUCCESS);
  }

  @Test
  void anAbortedCallOfAtMostOnceIsOver() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    world.advanceTo(1_500);

    abort();
    nextTerm();

    assertThat(world.invoker.calls()).hasSize(1);
    assertThat(World.states(job)).containsExactly(FAILED);
    assertThat(job.rows.getFirst().error).contains("unknown");
  }

  @Test
  void anAbortedCallOfAtMostOnceThatHadNoConnectionWasNotMade() {
    world.invoker.script(_ -> ScriptedInvoker.CONNECTS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    world.advanceTo(1_500);

    abort();

    assertThat(World.states(job)).containsExactly(FAILED);
    assertThat(job.rows.getFirst().error).startsWith("not called");
    world.assertNothingHeld();
  }

  @Test
  void anAbortedCallOfAPausedJobIsCancelled() {
    world.invoker.script(_ -> ScriptedInvoker.HANGS);
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z"));
    world.advanceTo(1_500);
    world.pause(job);
    world.settle();

    abort();

    assertThat(World.states(job)).containsExactly(CANCELLED);
    world.assertNothingHeld();
  }

  @Test
  void aStartThatArrivesAfterTheAbortIsNotCalled() {
    MemoryJob job = world.create(JobDraft.of("@at 2026-01-01T00:00:01Z").atMostOnce());
    world.advanceTo(999);
    world.clock.advance(Duration.ofMillis(1));
    world.turn.run();

    abort();

    assertThat(world.callTimes()).isEmpty();
    assertThat(World.states(job)).containsExactly(FAILED);
    assertThat(job.rows.getFirst().error).startsWith("not called");
    world.assertNothingHeld();
  }

  private void abort() {
    world.turn.stop();
    world.turn.attempts.abandon();
    world.turn.jobs.forEach(Attempts::abort);
    world.settle();
  }

  private void nextTerm() {
    world.crash();
    world.invoker.script(_ -> ScriptedInvoker.OK);
    world.start();
    world.advance(1_000);
  }
}
