package io.carillon.server.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionState;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Added;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.core.port.OutcomeCounts.Series;
import io.carillon.core.port.Planning.SkippedRun;
import io.carillon.engine.EngineListener.Moved;
import io.carillon.testkit.JobDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What becomes of counts between the engine and the store. */
class OutcomeTallyTest {
  private static final long MINUTE_MS = 1_800_000_000_000L;

  private final List<List<Added>> stored = new ArrayList<>();
  private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
  private final OutcomeTally tally = new OutcomeTally(new Store());

  /** A store that answers as the test says. */
  private final class Store implements OutcomeCounts {
    @Override
    public OutcomeCounts by(Caller caller) {
      return this;
    }

    @Override
    public CompletionStage<Void> add(List<Added> counts) {
      stored.add(counts);
      return answer;
    }

    @Override
    public CompletionStage<List<Series>> read(long fromMs, long bucketMs, int buckets) {
      throw new AssertionError("nobody reads");
    }
  }

  private static JobSnapshot job(int destinationKey) {
    JobSnapshot draft =
        JobSnapshot.unsaved(JobId.create(1), JobDraft.EVERY_SECOND.definition(), Instant.EPOCH);
    return new JobSnapshot(1, draft.id(), 1, 1, draft.definition(), draft.rule(), destinationKey);
  }

  private void ended(int destinationKey, long scheduledAtMs, ExecutionState state) {
    tally.moved(
        new Moved(
            1, job(destinationKey), Cause.SCHEDULE, scheduledAtMs, state, 0, 0, 0, 0, 0, 0, null));
  }

  private static Added added(long minuteMs, int destinationKey, Counts counts) {
    return new Added(minuteMs, 1, destinationKey, counts);
  }

  @Test
  void outcomesAreCountedByMinuteAndDestination() {
    ended(3, MINUTE_MS, ExecutionState.SUCCESS);
    ended(3, MINUTE_MS + 59_999, ExecutionState.FAILED);
    ended(3, MINUTE_MS + 60_000, ExecutionState.CANCELLED);
    ended(4, MINUTE_MS, ExecutionState.SUCCESS);
    ended(4, MINUTE_MS, ExecutionState.RETRYING);
    tally.skipped(job(4), new SkippedRun(500, MINUTE_MS + 1, MINUTE_MS + 500_000, "missed"));

    tally.flush();

    assertThat(stored)
        .singleElement()
        .satisfies(
            counts ->
                assertThat(counts)
                    .containsExactlyInAnyOrder(
                        added(MINUTE_MS, 3, new Counts(1, 1, 0, 0)),
                        added(MINUTE_MS + 60_000, 3, new Counts(0, 0, 0, 1)),
                        added(MINUTE_MS, 4, new Counts(1, 0, 500, 0))));
  }

  @Test
  void nothingIsStoredTwice() {
    ended(3, MINUTE_MS, ExecutionState.SUCCESS);
    tally.flush();
    tally.flush();

    assertThat(stored).hasSize(1);
  }

  @Test
  void oneFlushIsUnderWayAtATime() {
    answer = new CompletableFuture<>();
    ended(3, MINUTE_MS, ExecutionState.SUCCESS);
    tally.flush();
    ended(3, MINUTE_MS, ExecutionState.SUCCESS);
    tally.flush();
    assertThat(stored).hasSize(1);

    answer.complete(null);
    tally.close();

    assertThat(stored).hasSize(2);
  }

  @Test
  void whatTheStoreDoesNotTakeIsHandedToItAgain() {
    answer = CompletableFuture.failedFuture(new IllegalStateException("no store"));
    ended(3, MINUTE_MS, ExecutionState.SUCCESS);
    tally.flush();
    ended(3, MINUTE_MS, ExecutionState.FAILED);
    answer = CompletableFuture.completedFuture(null);

    tally.flush();

    assertThat(stored.getLast()).containsExactly(added(MINUTE_MS, 3, new Counts(1, 1, 0, 0)));
  }

  @Test
  void onlyTheLeadingDestinationsAreToldApart() {
    for (int destination = 1; destination <= OutcomeCounts.DESTINATIONS_MAX + 5; destination++) {
      ended(destination, MINUTE_MS, ExecutionState.SUCCESS);
    }
    ended(100, MINUTE_MS, ExecutionState.SUCCESS);
    ended(100, MINUTE_MS, ExecutionState.SUCCESS);
    ended(200, MINUTE_MS, ExecutionState.FAILED);

    tally.flush();

    assertThat(stored.getFirst())
        .hasSize(OutcomeCounts.DESTINATIONS_MAX + 1)
        .contains(
            added(MINUTE_MS, 200, new Counts(0, 1, 0, 0)),
            added(MINUTE_MS, 100, new Counts(2, 0, 0, 0)),
            added(MINUTE_MS, 18, new Counts(1, 0, 0, 0)),
            added(MINUTE_MS, 0, new Counts(7, 0, 0, 0)));
  }
}
