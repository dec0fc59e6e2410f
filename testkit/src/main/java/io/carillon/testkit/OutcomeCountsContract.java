package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Caller;
import io.carillon.core.Destination;
import io.carillon.core.JobSnapshot;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.port.Namespaces;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.core.port.OutcomeCounts.Added;
import io.carillon.core.port.OutcomeCounts.Counted;
import io.carillon.core.port.OutcomeCounts.Counts;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises of counts of outcomes. */
@SuppressWarnings("NullAway.Init") // set before each test
public abstract class OutcomeCountsContract {
  private static final long MINUTE_MS = OutcomeCounts.MINUTE_MS;
  private static final long NOON_MS = StoreContract.START.toEpochMilli() / MINUTE_MS * MINUTE_MS;

  protected final ManualClock clock = new ManualClock(StoreContract.START);
  private Opened store;
  private StoreDriver driver;

  /** An empty store with what is counted in it. */
  public record Opened(TestStore store, Namespaces namespaces, OutcomeCounts counts) {}

  /** Opens an empty store that reads its time from the clock. */
  protected abstract Opened open(ManualClock clock) throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open(clock);
    driver = new StoreDriver(store.store, clock);
  }

  @AfterEach
  final void closeStore() throws Exception {
    try (TestStore opened = store.store) {
      opened.verify();
    }
  }

  private void add(long minuteMs, int namespaceKey, int destinationKey, Counts counts) {
    join(store.counts.add(List.of(new Added(minuteMs, namespaceKey, destinationKey, counts))));
  }

  private void add(long minuteMs, long success) {
    add(minuteMs, Namespace.DEFAULT_KEY, 0, new Counts(success, 0, 0, 0));
  }

  private List<Counted> list(long fromMs, long toMs) {
    return join(store.counts.list(fromMs, toMs));
  }

  @Test
  final void whatIsAddedToAMinuteAddsUp() {
    add(NOON_MS, Namespace.DEFAULT_KEY, 0, new Counts(1, 2, 3, 4));
    add(NOON_MS, Namespace.DEFAULT_KEY, 0, new Counts(10, 20, 30, 5_000_000_000L));

    assertThat(list(NOON_MS, NOON_MS + 1))
        .containsExactly(new Counted(NOON_MS, null, new Counts(11, 22, 33, 5_000_000_004L)));
  }

  @Test
  final void destinationsAreToldApart() {
    JobSnapshot job = driver.create(JobDraft.EVERY_SECOND).snapshot();
    add(NOON_MS, job.namespaceKey(), job.destinationKey(), new Counts(1, 0, 0, 0));
    add(NOON_MS, job.namespaceKey(), 0, new Counts(0, 1, 0, 0));

    Destination destination = job.definition().target().destination();
    assertThat(list(NOON_MS, NOON_MS + 1))
        .containsExactlyInAnyOrder(
            new Counted(NOON_MS, destination, new Counts(1, 0, 0, 0)),
            new Counted(NOON_MS, null, new Counts(0, 1, 0, 0)));
  }

  @Test
  final void theMinutesOfAStretchAreListedTheEarliestFirst() {
    for (int minute : new int[] {3, 1, 4, 0, 2}) {
      add(NOON_MS + minute * MINUTE_MS, minute + 1);
    }

    assertThat(list(NOON_MS + MINUTE_MS, NOON_MS + 4 * MINUTE_MS))
        .extracting(counted -> counted.counts().success())
        .containsExactly(2L, 3L, 4L);
    assertThat(list(NOON_MS + 5 * MINUTE_MS, NOON_MS + 9 * MINUTE_MS)).isEmpty();
  }

  @Test
  final void aNamespaceSeesItsOwn() {
    int key = join(store.namespaces.put("team", Quotas.NONE)).orElseThrow().key();
    OutcomeCounts ofTeam = store.counts.by(new Caller(key, "key:1", "ann", ""));
    add(NOON_MS, 1);
    join(ofTeam.add(List.of(new Added(NOON_MS, key, 0, new Counts(0, 7, 0, 0)))));

    assertThat(join(ofTeam.list(0, Long.MAX_VALUE)))
        .containsExactly(new Counted(NOON_MS, null, new Counts(0, 7, 0, 0)));
    assertThat(list(0, Long.MAX_VALUE))
        .containsExactly(new Counted(NOON_MS, null, new Counts(1, 0, 0, 0)));
  }

  @Test
  final void whatIsOldIsPruned() {
    long oldMs = NOON_MS - Duration.ofDays(3).toMillis();
    join(
        store.counts.add(
            IntStream.range(0, 200)
                .mapToObj(
                    i ->
                        new Added(
                            oldMs + i * MINUTE_MS,
                            Namespace.DEFAULT_KEY,
                            0,
                            new Counts(1, 0, 0, 0)))
                .toList()));
    add(NOON_MS - MINUTE_MS, 5);
    add(NOON_MS, 6);

    // An hour at a time.
    for (int i = 0; i < 5; i++) {
      join(store.store.ledger().prune(NOON_MS, Long.MAX_VALUE, StoreDriver.LIMIT));
    }

    assertThat(list(0, Long.MAX_VALUE))
        .containsExactly(new Counted(NOON_MS, null, new Counts(6, 0, 0, 0)));
  }
}
