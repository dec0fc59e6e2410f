package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.History;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Page;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A page examines a bounded number of rows; what is rare is found page by page all the same. */
final class BoundedListTest {
  /** Two pages and a quarter: a page examines 20,000 rows. */
  private static final int ROWS = 45_000;

  private final ManualClock clock = new ManualClock(StoreContract.START);

  @Test
  void rareExecutionsAreFoundInSeveralPages() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(ROWS)).planned();
      driver.settle(lease, Outcomes.ended(planned.getFirst(), ExecutionState.CANCELLED, "rare"));
      for (int from = 1; from < ROWS; from += 1_000) {
        List<OpenExecution> part = planned.subList(from, Math.min(ROWS, from + 1_000));
        join(store.ledger().settle(lease, part.stream().map(Outcomes::success).toList()));
      }
      clock.advance(Duration.ofSeconds(ROWS));
      driver.request(lease, job);

      assertThat(pages(store, job.id(), ExecutionState.CANCELLED)).containsExactly(0, 0, 1);
      assertThat(pages(store, null, ExecutionState.CANCELLED)).containsExactly(0, 0, 1);
      // Nothing waits below the oldest open row, so the rest need not be looked through.
      assertThat(pages(store, null, ExecutionState.PENDING)).containsExactly(1);
      assertThat(pages(store, null, ExecutionState.FAILED)).containsExactly(0);
      assertThat(pages(store, job.id(), ExecutionState.FAILED)).containsExactly(0);
    }
  }

  /** What other namespaces have is passed over. */
  @Test
  void theExecutionsOfASmallNamespaceAreFoundInSeveralPages() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock)) {
      Namespace team = join(store.store.namespaces().put("team", Quotas.NONE)).orElseThrow();
      Caller ann = new Caller(team.key(), "key:1", "ann", "");
      NewJob job =
          NewJob.of(
              JobId.create(clock.wallMs()),
              JobDraft.EVERY_SECOND.once().definition(),
              true,
              clock.now());
      join(store.jobs().by(ann).create(job, null));
      StoreDriver driver = new StoreDriver(store, clock);
      driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(ROWS)).planned();
      for (int from = 0; from < planned.size(); from += 1_000) {
        List<OpenExecution> part = planned.subList(from, Math.min(planned.size(), from + 1_000));
        join(store.ledger().settle(lease, part.stream().map(Outcomes::failure).toList()));
      }
      clock.advance(Duration.ofSeconds(ROWS));

      assertThat(pages(store.history().by(ann), Set.of())).containsExactly(0, 0, 1);
      assertThat(pages(store.history().by(ann), Set.of(ExecutionState.FAILED)))
          .containsExactly(0, 0, 1);
      assertThat(pages(store.history().by(ann), Set.of(ExecutionState.RUNNING))).containsExactly(0);
    }
  }

  private List<Integer> pages(History history, Set<ExecutionState> states) {
    List<Integer> sizes = new ArrayList<>();
    String cursor = null;
    do {
      ExecutionQuery query =
          new ExecutionQuery(null, states, null, null, null, clock.now(), 10, cursor);
      Page<Execution> page = join(history.list(query));
      sizes.add(page.items().size());
      cursor = page.nextCursor();
    } while (cursor != null);
    return sizes;
  }

  private List<Integer> pages(SqliteTestStore store, @Nullable JobId job, ExecutionState state) {
    List<Integer> sizes = new ArrayList<>();
    String cursor = null;
    do {
      Page<Execution> page =
          join(
              store
                  .history()
                  .list(
                      new ExecutionQuery(
                          job, Set.of(state), null, null, null, clock.now(), 10, cursor)));
      sizes.add(page.items().size());
      cursor = page.nextCursor();
    } while (cursor != null);
    return sizes;
  }

  @Test
  void rareJobsAreFoundInSeveralPages() throws Exception {
    try (SqliteTestStore store = SqliteTestStore.open(clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job rare = driver.create(JobDraft.EVERY_SECOND.named("needle"));
      Lease lease = driver.takeOver();
      driver.settle(lease, Outcomes.failure(driver.request(lease, rare)));
      JobBatches.create(store, clock, ROWS);
      List<Integer> sizes = new ArrayList<>();
      List<Job> found = new ArrayList<>();
      String cursor = null;
      do {
        Page<Job> page =
            join(store.jobs().list(new JobQuery(null, null, null, null, "NEEDLE", 10, cursor)));
        sizes.add(page.items().size());
        found.addAll(page.items());
        cursor = page.nextCursor();
      } while (cursor != null);

      assertThat(sizes).containsExactly(0, 0, 1);
      assertThat(found).extracting(Job::id).containsExactly(rare.id());
      Page<Job> failing =
          join(store.jobs().list(new JobQuery(null, true, null, null, null, 10, null)));
      assertThat(failing.items()).extracting(Job::id).containsExactly(rare.id());
      assertThat(failing.nextCursor()).isNull();
    }
  }
}
