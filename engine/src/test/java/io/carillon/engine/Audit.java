package io.carillon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Cause;
import io.carillon.core.DeliveryType;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.Call;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Outcome;
import io.carillon.engine.ScriptedInvoker.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Watches every call of a simulation, and in the end holds the rows against the calls. */
final class Audit {
  /** How long a node that reaches the store may not know of another's change. */
  private static final long UNHEARD_MS = 1_000;

  private record Attempt(long executionKey, int number, Lease lease) {}

  /** A call and the lease under which it was made. */
  private record Running(Made made, Lease lease) {}

  /** What a user knows of a job since a moment: this version stands, and whether it fires. */
  private record Known(int version, boolean isActive, boolean isDeleted, long sinceMs) {}

  private final World world;
  private final List<World> nodes;

  /** Nodes that cannot reach the store, or could not a moment ago, and until when. */
  private final Map<World, Long> cutOff = new HashMap<>();

  /** When the store last had answered everything that a node asked. */
  private final Map<World, Long> answeredAtMs = new HashMap<>();

  private final Map<Long, List<Made>> calls = new HashMap<>();
  private final Map<JobId, Known> known = new HashMap<>();
  private final Set<Attempt> madeInTerm = new HashSet<>();
  private final Map<JobId, Running> exclusive = new HashMap<>();
  private boolean hasCrashed;
  private boolean hasSteppedBack;

  Audit(World world) {
    this(List.of(world));
  }

  /** Of several nodes on one store. */
  Audit(List<World> nodes) {
    this.nodes = nodes;
    this.world = nodes.getFirst();
    nodes.forEach(node -> node.invoker.witness(made -> called(node, made)));
  }

  void crashed(World node) {
    hasCrashed = true;
    exclusive.values().removeIf(running -> isOf(running, node));
  }

  private static boolean isOf(Running running, World node) {
    return running.lease.nodeName().equals(node.config.nodeName());
  }

  /** The node cannot reach the store, or can again. */
  void cutOff(World node, boolean is) {
    cutOff.put(node, is ? Long.MAX_VALUE : world.clock.wallMs() + UNHEARD_MS);
  }

  /** All that the node asked the store for was answered just now. */
  void answered(World node) {
    answeredAtMs.put(node, world.clock.wallMs());
  }

  /** Whether the node may not know of a change that was made at some time. */
  private boolean mayNotKnow(World node, long changedAtMs) {
    long nowMs = world.clock.wallMs();
    long answeredMs = answeredAtMs.getOrDefault(node, 0L);
    return nodes.size() > 1
        && (nowMs <= changedAtMs + UNHEARD_MS
            || nowMs <= cutOff.getOrDefault(node, 0L)
            || nowMs > answeredMs + UNHEARD_MS
            // What was answered may have been asked before the change.
            || answeredMs <= changedAtMs + LeaseKeeper.NOTICES_MS);
  }

  void steppedBack() {
    hasSteppedBack = true;
  }

  boolean hasSteppedBack() {
    return hasSteppedBack;
  }

  /** A user was told that the change took place. */
  void acknowledged(MemoryJob job, ChangeResult result) {
    Known now =
        switch (result) {
          case ChangeResult.Changed changed ->
              new Known(
                  changed.job().version(), changed.job().isActive(), false, world.clock.wallMs());
          case ChangeResult.Deleted deleted ->
              new Known(deleted.last().version(), false, true, world.clock.wallMs());
          case ChangeResult.Unknown _, ChangeResult.VersionMismatch _, ChangeResult.NameTaken _ ->
              null;
        };
    if (now != null) {
      known.merge(job.snapshot.id(), now, (a, b) -> b.version >= a.version || b.isDeleted ? b : a);
    }
  }

  private void called(World node, Made made) {
    Call call = made.call;
    Lease lease = Objects.requireNonNull(node.turn.lease());
    MemoryRow row = world.store.rows.find(call.executionKey());
    if (row == null) {
      assertThat(mayNotKnow(node, 0)).as("I7: its plan was removed: %s", call).isTrue();
      return;
    }
    List<Made> earlier = calls.computeIfAbsent(row.key, _ -> new ArrayList<>());
    assertThat(row.state.isTerminal()).as("I6: called after its end: %s", row).isFalse();
    assertThat(row.holder == lease.nodeKey() && row.term == lease.term())
        .as("called by the node that holds it: %s", row)
        .isTrue();
    assertThat(call.attempt()).as("attempt of %s", row).isEqualTo(row.retryCount + 1);
    assertThat(madeInTerm.add(new Attempt(row.key, call.attempt(), lease)))
        .as("I4: one request for each attempt: %s", row)
        .isTrue();
    checkVersion(node, call.job(), row);
    checkStart(node, call.job(), row, earlier);
    if (!hasSteppedBack) {
      assertThat(world.clock.wallMs()).as("not early: %s", row).isGreaterThanOrEqualTo(row.dueAtMs);
    }
    earlier.add(made);
    if (call.job().definition().overlap() != OverlapPolicy.ALLOW) {
      exclusive.put(call.job().id(), new Running(made, lease));
    }
  }

  private void checkVersion(World node, JobSnapshot called, MemoryRow row) {
    Known now = known.get(called.id());
    if (now == null) {
      return;
    }
    boolean isAllowed =
        !now.isDeleted
            && (called.version() > now.version
                || (called.version() == now.version
                    && (now.isActive || row.cause != Cause.SCHEDULE)));
    assertThat(isAllowed || mayNotKnow(node, now.sinceMs))
        .as(
            "I7: version %s of %s was called at %d by %s, but %s stands",
            called.version(), row, world.clock.wallMs(), node.config.nodeName(), now)
        .isTrue();
  }

  private void checkStart(World node, JobSnapshot called, MemoryRow row, List<Made> earlier) {
    if (called.needsDurableStart()) {
      assertThat(row.state).as("started durably: %s", row).isEqualTo(ExecutionState.RUNNING);
    }
    if (!earlier.isEmpty()) {
      JobSnapshot before = earlier.getLast().call.job();
      assertThat(before.definition().type())
          .as("called at most once: %s", row)
          .isEqualTo(DeliveryType.ATLEAST_ONCE);
      assertThat(row.job.eras.subList(before.version(), called.version()))
          .as("a pause forbids to repeat what was called before it: %s", row)
          .allMatch(era -> era.isActive() || mayNotKnow(node, era.cutMs()));
    }
    if (called.definition().overlap() != OverlapPolicy.ALLOW) {
      Running other = exclusive.get(called.id());
      boolean isOver =
          other == null || other.made.outcome != null || !world.store.nodes.isCurrent(other.lease);
      assertThat(isOver)
          .as("one at a time: %s beside %s", row, other == null ? null : other.made.call)
          .isTrue();
    }
  }

  /** Whether every execution came to its right end. To be called when the world is at rest. */
  void checkEnds() {
    Map<Long, ExecutionState> told = new HashMap<>();
    for (World node : nodes) {
      for (EngineListener.Moved move : node.heard.moves) {
        if (move.to().isTerminal()) {
          assertThat(told.put(move.executionKey(), move.to())).as("I5: told once").isNull();
        }
      }
    }
    for (MemoryJob job : world.store.jobs.all()) {
      for (MemoryRow row : job.rows) {
        assertThat(row.state.isTerminal())
            .as("I2: at %d has ended: %s of %s", world.clock.wallMs(), row, job.eras)
            .isTrue();
        ExecutionState heard = told.get(row.key);
        assertThat(heard == null || heard == row.state).as("told as it is: %s", row).isTrue();
        checkEnd(row, calls.getOrDefault(row.key, List.of()));
      }
      new Occurrences(job, hasSteppedBack).check(calls.keySet());
    }
  }

  private void checkEnd(MemoryRow row, List<Made> made) {
    Outcome last = made.isEmpty() ? null : made.getLast().outcome;
    String error = row.error == null ? "" : row.error;
    switch (row.state) {
      case SUCCESS -> assertThat(isSuccess(last)).as("%s after %s", row, last).isTrue();
      case FAILED ->
          assertThat(error.contains("unknown") || error.contains("not called") || !isSuccess(last))
              .as("%s after %s", row, last)
              .isTrue();
      case SKIPPED -> {
        assertThat(error).as("%s", row).matches("(EXPIRED|OVERLAP).*");
        assertThat(made.isEmpty() || hasCrashed).as("never sent: %s", row).isTrue();
      }
      case CANCELLED -> assertThat(error).as("%s", row).startsWith("cancelled");
      case PENDING, RUNNING, RETRYING -> throw new AssertionError(row.toString());
    }
    boolean wasCalled = row.state == ExecutionState.SUCCESS || row.state == ExecutionState.FAILED;
    if (!hasCrashed && wasCalled && !error.contains("not called")) {
      assertThat(made).as("a call for each attempt: %s", row).hasSize(row.retryCount + 1);
    }
  }

  private static boolean isSuccess(@Nullable Outcome outcome) {
    return outcome instanceof Outcome.Answered answer && answer.httpStatus() == 200;
  }
}
