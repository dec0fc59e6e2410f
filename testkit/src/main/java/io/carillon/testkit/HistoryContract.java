package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Invalid;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.History.HttpStatuses;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reading executions, of one job and across jobs. */
public abstract class HistoryContract extends StoreContract {
  private Page<Execution> list(
      @Nullable Job job,
      Set<ExecutionState> states,
      @Nullable Instant from,
      @Nullable Instant to,
      int limit,
      @Nullable String cursor) {
    return join(
        store
            .history()
            .list(
                new ExecutionQuery(
                    job == null ? null : job.id(),
                    states,
                    null,
                    from,
                    to,
                    clock.now(),
                    limit,
                    cursor)));
  }

  private List<Execution> all(@Nullable Job job, ExecutionState... states) {
    return list(job, Set.of(states), null, null, 500, null).items();
  }

  private static List<Long> seconds(List<Execution> executions) {
    return executions.stream().map(e -> e.scheduledAt().getEpochSecond() % 60).toList();
  }

  /** Seven executions at the seconds 1 to 7, one in each state, in the order of the states. */
  private Job oneInEachState() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(7)).planned();
    driver.settle(lease, Outcomes.running(planned.get(1)));
    driver.settle(lease, Outcomes.retry(planned.get(2), clock.wallMs() + 60_000, true));
    driver.settle(lease, Outcomes.success(planned.get(3)));
    driver.settle(lease, Outcomes.failure(planned.get(4)));
    driver.settle(lease, Outcomes.ended(planned.get(5), ExecutionState.SKIPPED, "late"));
    driver.settle(lease, Outcomes.ended(planned.get(6), ExecutionState.CANCELLED, "no"));
    return job;
  }

  @Test
  final void everyStateIsListedForAJobAndAcrossJobs() {
    Job job = oneInEachState();
    clock.advance(Duration.ofSeconds(10));
    for (Job of : Arrays.asList(job, null)) {
      for (ExecutionState state : ExecutionState.values()) {
        assertThat(all(of, state))
            .as("%s of %s", state, of)
            .extracting(Execution::state)
            .containsExactly(state);
      }
      assertThat(seconds(all(of))).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
      assertThat(
              seconds(
                  all(of, ExecutionState.RUNNING, ExecutionState.RETRYING, ExecutionState.FAILED)))
          .containsExactly(5L, 3L, 2L);
      assertThat(seconds(all(of, ExecutionState.PENDING, ExecutionState.SUCCESS)))
          .containsExactly(4L, 1L);
    }
  }

  private List<Long> answeredWith(
      @Nullable Job job, int first, int last, ExecutionState... states) {
    ExecutionQuery query =
        new ExecutionQuery(
            job == null ? null : job.id(),
            Set.of(states),
            new HttpStatuses(first, last),
            null,
            null,
            clock.now(),
            10,
            null);
    return seconds(join(store.history().list(query)).items());
  }

  @Test
  final void anHttpStatusNarrowsTheList() {
    Job job = oneInEachState();
    clock.advance(Duration.ofSeconds(10));
    for (Job of : Arrays.asList(job, null)) {
      assertThat(answeredWith(of, 200, 200)).containsExactly(4L);
      assertThat(answeredWith(of, 500, 599)).containsExactly(5L, 3L);
      assertThat(answeredWith(of, 500, 500, ExecutionState.FAILED)).containsExactly(5L);
      assertThat(answeredWith(of, 500, 500, ExecutionState.RETRYING)).containsExactly(3L);
      assertThat(answeredWith(of, 200, 599, ExecutionState.SUCCESS, ExecutionState.FAILED))
          .containsExactly(5L, 4L);
      assertThat(answeredWith(of, 501, 599)).isEmpty();
      assertThat(answeredWith(of, 200, 200, ExecutionState.FAILED)).isEmpty();
    }
  }

  @Test
  final void theFutureIsListedOnlyWhenPendingIsNamed() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.plan(driver.takeOver(), Duration.ofSeconds(5));
    clock.advance(Duration.ofMillis(1_500));
    for (Job of : Arrays.asList(job, null)) {
      assertThat(seconds(all(of))).containsExactly(2L, 1L);
      assertThat(seconds(all(of, ExecutionState.PENDING))).containsExactly(5L, 4L, 3L, 2L, 1L);
    }
  }

  @Test
  final void aPeriodNarrowsTheList() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.plan(driver.takeOver(), Duration.ofSeconds(6));
    clock.advance(Duration.ofSeconds(10));
    Instant second = Instant.parse("2026-03-01T12:00:02Z");
    Instant fifth = Instant.parse("2026-03-01T12:00:05Z");
    for (Job of : Arrays.asList(job, null)) {
      assertThat(seconds(list(of, Set.of(), second, fifth, 9, null).items()))
          .containsExactly(4L, 3L, 2L);
      assertThat(
              seconds(
                  list(of, Set.of(), second.plusMillis(1), fifth.plusMillis(1), 9, null).items()))
          .containsExactly(5L, 4L, 3L);
      assertThat(list(of, Set.of(), fifth, second, 9, null).items()).isEmpty();
    }
  }

  @Test
  final void pagesFollowEachOtherWhileExecutionsAreAdded() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver
        .plan(lease, Duration.ofSeconds(5))
        .planned()
        .forEach(e -> driver.settle(lease, Outcomes.failure(e)));
    clock.setWall(Instant.parse("2026-03-01T12:00:03Z"));
    for (int i = 0; i < 3; i++) {
      driver.settle(lease, Outcomes.failure(driver.request(lease, job)));
    }
    clock.advance(Duration.ofSeconds(10));
    for (Job of : Arrays.asList(job, null)) {
      for (Set<ExecutionState> states :
          List.of(
              Set.<ExecutionState>of(),
              Set.of(ExecutionState.FAILED),
              Set.of(ExecutionState.FAILED, ExecutionState.SUCCESS))) {
        List<Execution> seen = new ArrayList<>();
        String cursor = null;
        do {
          Page<Execution> page = list(of, states, null, null, 2, cursor);
          seen.addAll(page.items());
          driver.request(lease, job);
          clock.advance(Duration.ofSeconds(1));
          cursor = page.nextCursor();
        } while (cursor != null);
        List<Execution> old =
            seen.stream().filter(e -> e.state() == ExecutionState.FAILED).toList();
        assertThat(seconds(old)).containsExactly(5L, 4L, 3L, 3L, 3L, 3L, 2L, 1L);
        assertThat(old).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  final void executionsOfOtherJobsAreNotListedForAJob() {
    Job one = driver.create(JobDraft.EVERY_SECOND);
    Job two = driver.create(JobDraft.EVERY_SECOND);
    driver.plan(driver.takeOver(), Duration.ofSeconds(3));
    clock.advance(Duration.ofSeconds(3));

    assertThat(all(one)).hasSize(3).allMatch(e -> e.jobId().equals(one.id()));
    assertThat(all(two)).hasSize(3).allMatch(e -> e.jobId().equals(two.id()));
    assertThat(all(null)).hasSize(6);
  }

  @Test
  final void unknownJobsAndExecutionsAreEmpty() {
    ExecutionQuery query =
        new ExecutionQuery(JobId.create(1), Set.of(), null, null, null, clock.now(), 10, null);

    assertThat(join(store.history().list(query)).items()).isEmpty();
    assertThat(join(store.history().find(new ExecutionId(7)))).isEmpty();
    assertThat(join(store.history().knows(JobId.create(1)))).isFalse();
    assertThat(join(store.history().counts()).stored()).isZero();
  }

  @Test
  final void wrongCursorsAndLimitsAreRefused() {
    Job job = oneInEachState();
    clock.advance(Duration.ofSeconds(10));
    String ofJob = list(job, Set.of(), null, null, 1, null).nextCursor();
    String across = list(null, Set.of(), null, null, 1, null).nextCursor();
    assertThatThrownBy(() -> list(null, Set.of(), null, null, 1, ofJob))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("cursor"));
    for (String cursor : Arrays.asList(across, "", "nonsense", "aDp4Onk")) {
      assertThatThrownBy(() -> list(job, Set.of(), null, null, 1, cursor))
          .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("cursor"));
    }
    assertThatThrownBy(() -> list(null, Set.of(), null, null, 0, null))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("limit"));
  }
}
