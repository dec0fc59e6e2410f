package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Destination;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Added;
import io.carillon.core.port.OutcomeCounts.Counts;
import io.carillon.core.port.OutcomeCounts.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises of counts of outcomes. */
public abstract class OutcomeCountsContract extends FullStoreContract {
  private static final long MINUTE_MS = OutcomeCounts.MINUTE_MS;
  private static final long NOON_MS = StoreContract.START.toEpochMilli() / MINUTE_MS * MINUTE_MS;

  private void add(long minuteMs, int namespaceKey, int destinationKey, Counts counts) {
    join(
        full.outcomeCounts()
            .add(List.of(new Added(minuteMs, namespaceKey, destinationKey, counts))));
  }

  private void add(long minuteMs, long success) {
    add(minuteMs, Namespace.DEFAULT_KEY, 0, new Counts(success, 0, 0, 0));
  }

  /** The counts of all destinations and then of each, minute by minute. */
  private List<Series> read(OutcomeCounts of, long fromMs, int minutes) {
    return join(of.read(fromMs, MINUTE_MS, minutes));
  }

  private List<Counts> all(OutcomeCounts of, long fromMs, int minutes) {
    Series all = read(of, fromMs, minutes).getFirst();
    assertThat(all.destination()).isNull();
    return all.buckets();
  }

  @Test
  final void whatIsAddedToAMinuteAddsUp() {
    add(NOON_MS, Namespace.DEFAULT_KEY, 0, new Counts(1, 2, 3, 4));
    add(NOON_MS, Namespace.DEFAULT_KEY, 0, new Counts(10, 20, 30, 5_000_000_000L));

    assertThat(all(full.outcomeCounts(), NOON_MS, 1))
        .containsExactly(new Counts(11, 22, 33, 5_000_000_004L));
  }

  @Test
  final void destinationsAreToldApartInEachNamespace() {
    Caller ann = callerIn("team");
    Destination destination = JobDraft.EVERY_SECOND.definition().target().destination();
    for (Caller caller : List.of(Caller.SYSTEM, ann)) {
      JobSnapshot job = create(caller).snapshot();
      add(NOON_MS, job.namespaceKey(), job.destinationKey(), new Counts(5, 0, 0, 0));
      add(NOON_MS, job.namespaceKey(), 0, new Counts(0, 1, 0, 0));
    }

    for (Caller caller : List.of(Caller.SYSTEM, ann)) {
      assertThat(read(full.outcomeCounts().by(caller), NOON_MS, 1))
          .containsExactly(
              new Series(null, List.of(new Counts(5, 1, 0, 0))),
              new Series(destination, List.of(new Counts(5, 0, 0, 0))));
    }
  }

  private Caller callerIn(String namespace) {
    int key = join(full.namespaces().put(namespace, Quotas.NONE)).orElseThrow().key();
    return new Caller(key, "key:1", "ann", "");
  }

  private Job create(Caller caller) {
    NewJob job =
        NewJob.of(
            JobId.create(clock.wallMs()), JobDraft.EVERY_SECOND.definition(), true, clock.now());
    return ((CreateResult.Created) join(store.jobs().by(caller).create(job, null))).job();
  }

  @Test
  final void onlyTheDestinationsWithTheMostAreRead() {
    int most = OutcomeCounts.DESTINATIONS_MAX;
    List<JobSnapshot> jobs = new ArrayList<>();
    for (int i = 0; i < most + 2; i++) {
      jobs.add(driver.create(JobDraft.EVERY_SECOND.calling("http://host-" + i + "/")).snapshot());
    }
    for (int i = 0; i < jobs.size(); i++) {
      add(NOON_MS, Namespace.DEFAULT_KEY, jobs.get(i).destinationKey(), new Counts(i, 0, 0, 0));
    }

    List<Series> found = read(full.outcomeCounts(), NOON_MS, 1);

    assertThat(found).hasSize(most + 1);
    assertThat(found.getFirst().buckets().getFirst().success()).isEqualTo(231);
    assertThat(found.get(1).destination()).isEqualTo(new Destination("http", "host-21", 80));
    assertThat(found.getLast().destination()).isEqualTo(new Destination("http", "host-2", 80));
  }

  @Test
  final void minutesAreAddedUpInBuckets() {
    for (int minute : new int[] {3, 1, 4, 0, 2}) {
      add(NOON_MS + minute * MINUTE_MS, minute + 1);
    }

    assertThat(all(full.outcomeCounts(), NOON_MS + MINUTE_MS, 3))
        .extracting(Counts::success)
        .containsExactly(2L, 3L, 4L);
    assertThat(join(full.outcomeCounts().read(NOON_MS, 2 * MINUTE_MS, 3)).getFirst().buckets())
        .extracting(Counts::success)
        .containsExactly(3L, 7L, 5L);
    assertThat(all(full.outcomeCounts(), NOON_MS + 5 * MINUTE_MS, 1)).containsExactly(Counts.NONE);
  }

  @Test
  final void aNamespaceSeesItsOwn() {
    Caller ann = callerIn("team");
    add(NOON_MS, 1);
    add(NOON_MS, ann.namespaceKey(), 0, new Counts(0, 7, 0, 0));

    assertThat(all(full.outcomeCounts().by(ann), NOON_MS, 1))
        .containsExactly(new Counts(0, 7, 0, 0));
    assertThat(all(full.outcomeCounts(), NOON_MS, 1)).containsExactly(new Counts(1, 0, 0, 0));
  }

  @Test
  final void whatIsOldIsPruned() {
    int minutes = 2_500;
    long oldMs = NOON_MS - minutes * MINUTE_MS;
    join(
        full.outcomeCounts()
            .add(
                IntStream.range(0, minutes)
                    .mapToObj(
                        i ->
                            new Added(
                                oldMs + i * MINUTE_MS,
                                Namespace.DEFAULT_KEY,
                                0,
                                new Counts(1, 0, 0, 0)))
                    .toList()));
    add(NOON_MS, 6);

    join(store.ledger().prune(NOON_MS, Long.MAX_VALUE, StoreDriver.LIMIT));

    assertThat(all(full.outcomeCounts(), oldMs, minutes)).containsOnly(Counts.NONE);
    assertThat(all(full.outcomeCounts(), NOON_MS, 1)).containsExactly(new Counts(6, 0, 0, 0));
  }
}
