package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.carillon.core.ApiKey;
import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.Scope;
import io.carillon.core.port.Audit.Entry;
import io.carillon.core.port.Audit.Version;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store promises of the audit. */
public abstract class AuditContract extends FullStoreContract {
  private static final Caller ANN = new Caller(Namespace.DEFAULT_KEY, "key:1", "ann", "192.0.2.1");
  private static final Caller BOB =
      new Caller(Namespace.DEFAULT_KEY, "key:2", "bob", "2001:db8::2");

  private JobStore jobs(Caller caller) {
    return store.jobs().by(caller);
  }

  private NewJob newJob(JobDraft draft) {
    return NewJob.of(JobId.create(clock.wallMs()), draft.definition(), true, clock.now());
  }

  private Job create(Caller caller, JobDraft draft) {
    return ((CreateResult.Created) join(jobs(caller).create(newJob(draft), null))).job();
  }

  private List<Entry> entries(@Nullable Job job) {
    return join(full.audit().list(job == null ? null : job.id(), 500, null)).items();
  }

  private static List<AuditAction> actions(List<Entry> entries) {
    return entries.stream().map(Entry::action).toList();
  }

  @Test
  final void aJobsLifeIsNotedWithWhatItWasBeforeAndAfter() {
    Job job = create(ANN, JobDraft.EVERY_SECOND.named("first"));
    clock.advance(Duration.ofSeconds(1));
    JobDraft renamed = JobDraft.EVERY_SECOND.named("second");
    join(jobs(BOB).change(job.id(), 1, renamed.definition(), false));
    clock.advance(Duration.ofSeconds(1));
    join(jobs(ANN).delete(job.id(), null));

    Version first = new Version(1, job.definition(), true);
    Version second = new Version(2, renamed.definition(), false);
    assertThat(entries(null))
        .extracting(
            Entry::action, Entry::caller, Entry::job, Entry::subject, Entry::before, Entry::after)
        .containsExactly(
            tuple(AuditAction.JOB_DELETED, ANN, job.id(), null, second, null),
            tuple(AuditAction.JOB_CHANGED, BOB, job.id(), null, first, second),
            tuple(AuditAction.JOB_CREATED, ANN, job.id(), null, null, first));
    assertThat(entries(null).getFirst().createdAt()).isEqualTo(clock.now());
  }

  @Test
  final void whatDidNotHappenIsNotNoted() {
    Job job = create(ANN, JobDraft.EVERY_SECOND.named("taken"));
    join(jobs(ANN).create(newJob(JobDraft.EVERY_SECOND.named("taken")), null));
    join(jobs(ANN).change(job.id(), 7, job.definition(), false));
    join(jobs(ANN).delete(job.id(), 7));
    join(jobs(ANN).delete(JobId.create(1), null));

    assertThat(actions(entries(null))).containsExactly(AuditAction.JOB_CREATED);
  }

  @Test
  final void theSystemIsNotNoted() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    driver.pause(job);

    assertThat(entries(null)).isEmpty();
  }

  @Test
  final void eachJobOfABatchIsNoted() {
    List<NewJob> many = Stream.generate(() -> newJob(JobDraft.EVERY_SECOND)).limit(300).toList();
    join(jobs(ANN).createAll(many));

    assertThat(entries(null))
        .extracting(Entry::job)
        .containsExactlyElementsOf(
            many.reversed().stream().map(job -> job.snapshot().id()).toList());
  }

  @Test
  final void whatIsAskedOfExecutionsAndAlertsIsNoted() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    OpenExecution asked =
        join(store.ledger().request(lease, job.id(), Cause.MANUAL, null, ANN)).orElseThrow();
    ExecutionId id = new ExecutionId(asked.executionKey());
    driver.settle(lease, Outcomes.failure(asked));
    OpenExecution again =
        join(store.ledger().request(lease, job.id(), Cause.REPLAY, id, BOB)).orElseThrow();
    long alert = join(store.alerts().list(null, 1, null)).items().getFirst().id();
    join(store.alerts().by(BOB).acknowledge(alert));
    join(store.alerts().by(ANN).acknowledge(alert));
    join(full.audit().by(ANN).note(AuditAction.EXECUTION_CANCEL_ASKED, id.toString(), job.id()));

    List<Entry> entries = entries(job);
    assertThat(actions(entries))
        .containsExactly(
            AuditAction.EXECUTION_CANCEL_ASKED,
            AuditAction.ALERT_ACKNOWLEDGED,
            AuditAction.EXECUTION_REPLAYED,
            AuditAction.JOB_TRIGGERED);
    assertThat(entries)
        .extracting(Entry::subject)
        .containsExactly(
            id.toString(),
            Long.toString(alert),
            new ExecutionId(again.executionKey()).toString(),
            id.toString());
    assertThat(entries).extracting(Entry::caller).containsExactly(ANN, BOB, BOB, ANN);
    assertThat(entries).extracting(Entry::job).containsOnly(job.id());
  }

  @Test
  final void keysAreNoted() {
    ApiKey key =
        new ApiKey(
            JobId.create(clock.wallMs()).value(),
            Namespace.DEFAULT,
            "ci",
            Scope.READ,
            "0".repeat(64),
            clock.now(),
            null,
            null,
            null);
    join(full.apiKeys().by(ANN).create(key));
    join(full.apiKeys().by(ANN).create(key));
    join(full.apiKeys().by(BOB).revoke(key.id()));
    join(full.apiKeys().by(BOB).revoke(key.id()));

    assertThat(actions(entries(null)))
        .containsExactly(AuditAction.KEY_REVOKED, AuditAction.KEY_CREATED);
    assertThat(entries(null)).extracting(Entry::subject).containsOnly(key.id().toString());
    assertThat(entries(null)).extracting(Entry::job).containsOnlyNulls();
  }

  @Test
  final void pagesFollowEachOther() {
    Job other = create(BOB, JobDraft.EVERY_SECOND);
    Job job = create(ANN, JobDraft.EVERY_SECOND);
    for (int version = 1; version < 7; version++) {
      join(jobs(ANN).change(job.id(), version, job.definition(), version % 2 == 0));
    }

    for (Job of : List.of(job, other)) {
      List<Entry> paged = new ArrayList<>();
      String cursor = null;
      do {
        Page<Entry> page = join(full.audit().list(of.id(), 2, cursor));
        paged.addAll(page.items());
        cursor = page.nextCursor();
      } while (cursor != null);
      assertThat(paged).isEqualTo(entries(of));
    }
    assertThat(entries(job)).hasSize(7);
    assertThat(entries(other)).hasSize(1);
    assertThat(entries(null)).hasSize(8);
  }

  @Test
  final void oldRowsGo() {
    Job deleted = create(ANN, JobDraft.EVERY_SECOND);
    join(jobs(ANN).delete(deleted.id(), null));
    assertThat(entries(deleted)).hasSize(2);
    clock.advance(Duration.ofHours(1));
    Job kept = create(ANN, JobDraft.EVERY_SECOND);

    join(store.ledger().prune(clock.wallMs() - 1_000, 1_000_000, 10));

    assertThat(entries(null)).extracting(Entry::job).containsExactly(kept.id());
    assertThat(entries(deleted)).isEmpty();
  }
}
