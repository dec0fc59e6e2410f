package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;

import io.carillon.core.ExecutionState;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger.Takeover;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanRequest;
import io.carillon.core.port.Planning;
import io.carillon.core.port.Settlement;
import io.carillon.core.port.Start;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/**
 * One node that uses a store at random, as an engine and users would. Can be replayed by its seed.
 */
final class RandomWalk {
  private static final int JOBS_MAX = 12;
  private static final Duration HORIZON = Duration.ofSeconds(3);

  private final TestStore store;
  private final ManualClock clock;
  private final StoreDriver driver;
  private final Random random;
  private Lease lease;

  /** What the node believes to hold. */
  private final Map<Long, OpenExecution> held = new LinkedHashMap<>();

  private final Set<Integer> spilled = new LinkedHashSet<>();
  private final List<Job> jobs = new ArrayList<>();

  /** Every job that ever was. */
  final Map<JobId, JobLife> lives = new LinkedHashMap<>();

  RandomWalk(TestStore store, ManualClock clock, StoreDriver driver, long seed) {
    this.store = store;
    this.clock = clock;
    this.driver = driver;
    this.random = new Random(seed);
    this.lease = driver.takeOver();
  }

  void step() {
    switch (random.nextInt(20)) {
      case 0, 1 -> create();
      case 2 -> edit();
      case 3 -> delete();
      case 4 -> takeOver();
      case 5 -> spill();
      case 6 -> claimSpilled();
      case 7 -> request();
      case 8 -> cancel();
      case 9, 10, 11 -> plan();
      case 12 -> start();
      case 13, 14 -> clock.advance(Duration.ofMillis(random.nextInt(2_000)));
      default -> settle();
    }
  }

  private void create() {
    if (jobs.size() < JOBS_MAX) {
      Job job = driver.create(draft());
      jobs.add(job);
      lives.put(job.id(), new JobLife(job));
    }
  }

  private JobDraft draft() {
    JobDraft draft =
        JobDraft.EVERY_SECOND
            .calling("http://host-" + random.nextInt(3) + ".test/")
            .overlapping(random.nextBoolean() ? OverlapPolicy.ALLOW : OverlapPolicy.SKIP);
    draft = random.nextInt(4) == 0 ? draft.atMostOnce() : draft;
    return switch (random.nextInt(5)) {
      case 0 -> draft.once();
      case 1 -> draft.until(clock.now().plusSeconds(1L + random.nextInt(6)));
      default -> draft;
    };
  }

  private void edit() {
    if (!jobs.isEmpty()) {
      int index = random.nextInt(jobs.size());
      boolean wasActive = driver.job(jobs.get(index)).isActive();
      ChangeResult.Changed changed = driver.change(jobs.get(index), draft(), random.nextInt(3) > 0);
      lifeOf(changed.job()).changed(changed, wasActive, driver.executions(changed.job()));
      jobs.set(index, changed.job());
    }
  }

  private void delete() {
    if (!jobs.isEmpty() && random.nextInt(3) == 0) {
      Job job = jobs.remove(random.nextInt(jobs.size()));
      join(store.jobs().delete(job.id(), null));
      lifeOf(job).deleted(clock.wallMs(), driver.executions(job));
    }
  }

  private JobLife lifeOf(Job job) {
    return Objects.requireNonNull(lives.get(job.id()));
  }

  private void takeOver() {
    if (random.nextInt(3) == 0) {
      Takeover takeover = join(store.ledger().takeOver("node-a"));
      lease = takeover.lease();
      spilled.addAll(takeover.spilledDestinations());
      if (random.nextBoolean()) {
        held.clear();
      }
    }
  }

  private void plan() {
    if (random.nextInt(10) == 0) {
      planBadly();
    }
    var batch = driver.plan(lease, HORIZON);
    batch.planned().forEach(execution -> held.put(execution.executionKey(), execution));
    batch.claimed().forEach(execution -> held.put(execution.executionKey(), execution));
  }

  /** Some jobs cannot be planned, and are put off. */
  private void planBadly() {
    long untilMs = clock.wallMs() + HORIZON.toMillis();
    var request = new PlanRequest(untilMs, StoreDriver.LIMIT, 0);
    Planning planning =
        (job, nextMs) -> {
          if (random.nextInt(3) == 0) {
            throw new IllegalStateException("cannot be planned");
          }
          return StoreDriver.everyOccurrence(job, nextMs, untilMs);
        };
    var batch = join(store.ledger().plan(lease, request, planning));
    batch.planned().forEach(execution -> held.put(execution.executionKey(), execution));
  }

  private void spill() {
    List<OpenExecution> some = held.values().stream().filter(_ -> random.nextInt(4) == 0).toList();
    join(store.ledger().spill(lease, some));
    for (OpenExecution execution : some) {
      held.remove(execution.executionKey());
      spilled.add(execution.job().destinationKey());
    }
  }

  private void claimSpilled() {
    for (int destination : spilled) {
      join(store.ledger().claimSpilled(lease, destination, 1 + random.nextInt(5)))
          .forEach(execution -> held.put(execution.executionKey(), execution));
    }
  }

  private void request() {
    if (!jobs.isEmpty()) {
      OpenExecution execution = driver.request(lease, jobs.get(random.nextInt(jobs.size())));
      held.put(execution.executionKey(), execution);
    }
  }

  private void cancel() {
    if (!held.isEmpty()) {
      OpenExecution execution = anyHeld();
      join(store.ledger().cancelWaiting(execution.executionKey(), "cancelled: by request"));
    }
  }

  private OpenExecution anyHeld() {
    return List.copyOf(held.values()).get(random.nextInt(held.size()));
  }

  private void start() {
    List<OpenExecution> some = held.values().stream().filter(_ -> random.nextInt(3) == 0).toList();
    List<Start> starts =
        some.stream()
            .map(e -> StoreDriver.startOf(e, e.job().definition().overlap() != OverlapPolicy.ALLOW))
            .toList();
    join(store.ledger().start(lease, starts));
  }

  private void settle() {
    List<Settlement> settlements = new ArrayList<>();
    for (OpenExecution execution : List.copyOf(held.values())) {
      if (random.nextInt(3) == 0) {
        settlements.add(outcome(execution));
      }
    }
    join(store.ledger().settle(lease, settlements));
    if (random.nextInt(8) == 0) {
      join(store.ledger().settle(lease, settlements));
    }
  }

  private Settlement outcome(OpenExecution execution) {
    int kind = random.nextInt(8);
    boolean keepHeld = random.nextBoolean();
    if (kind != 0 && (kind != 1 || !keepHeld)) {
      held.remove(execution.executionKey());
    }
    return switch (kind) {
      case 0 -> Outcomes.running(execution);
      case 1 -> retry(execution, keepHeld);
      case 2 -> Outcomes.failure(execution);
      case 3 -> Outcomes.ended(execution, ExecutionState.SKIPPED, "overlap");
      case 4 -> Outcomes.ended(execution, ExecutionState.CANCELLED, "cancelled: by request");
      default -> Outcomes.success(execution);
    };
  }

  private Settlement retry(OpenExecution execution, boolean keepHeld) {
    Settlement retry = Outcomes.retry(execution, clock.wallMs() + random.nextInt(4_000), keepHeld);
    if (keepHeld) {
      held.put(execution.executionKey(), Outcomes.after(retry, execution));
    }
    return retry;
  }
}
