package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.carillon.core.Alert;
import io.carillon.core.ApiKey;
import io.carillon.core.AuditAction;
import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.Execution;
import io.carillon.core.ExecutionId;
import io.carillon.core.ExecutionState;
import io.carillon.core.Invalid;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.Scope;
import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.Audit;
import io.carillon.core.port.ChangeResult;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.History.ExecutionQuery;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store promises of namespaces. */
public abstract class NamespacesContract extends FullStoreContract {
  private static final Quotas TWO_JOBS = new Quotas(2, null, null, null, null);

  private Caller callerIn(String namespace, Quotas quotas) {
    Namespace made = join(full.namespaces().put(namespace, quotas)).orElseThrow();
    return new Caller(made.key(), "key:" + namespace, namespace, "192.0.2.1");
  }

  private Caller callerIn(String namespace) {
    return callerIn(namespace, Quotas.NONE);
  }

  private JobStore jobs(Caller caller) {
    return store.jobs().by(caller);
  }

  private NewJob newJob(JobDraft draft) {
    return NewJob.of(JobId.create(clock.wallMs()), draft.definition(), true, clock.now());
  }

  private Job create(Caller caller, JobDraft draft) {
    return ((CreateResult.Created) join(jobs(caller).create(newJob(draft), null))).job();
  }

  private List<JobId> list(Caller caller, @Nullable String tag, @Nullable String name) {
    JobQuery query = new JobQuery(null, null, tag, name, null, 500, null);
    return join(jobs(caller).list(query)).items().stream().map(Job::id).toList();
  }

  private List<Execution> executions(
      Caller caller, @Nullable Job job, Set<ExecutionState> states, int limit) {
    JobId id = job == null ? null : job.id();
    ExecutionQuery query =
        new ExecutionQuery(id, states, null, null, null, clock.now().plusSeconds(60), limit, null);
    return join(store.history().by(caller).list(query)).items();
  }

  private List<JobId> jobsOf(List<Execution> executions) {
    return executions.stream().map(Execution::jobId).distinct().toList();
  }

  private List<AuditAction> noted(Caller caller, @Nullable Job job) {
    return join(full.audit().by(caller).list(job == null ? null : job.id(), 500, null))
        .items()
        .stream()
        .map(Audit.Entry::action)
        .toList();
  }

  private ApiKey key(String namespace, String name, int number) {
    return new ApiKey(
        JobId.create(clock.wallMs()).value(),
        namespace,
        name,
        Scope.WRITE,
        "%064x".formatted(number),
        clock.now(),
        null,
        null,
        null);
  }

  @Test
  final void thereIsOneFromTheStart() {
    assertThat(join(full.namespaces().list()))
        .extracting(Namespace::key, Namespace::name, Namespace::quotas)
        .containsExactly(tuple(Namespace.DEFAULT_KEY, Namespace.DEFAULT, Quotas.NONE));
  }

  @Test
  final void whatIsPutIsListedWithItsQuotas() {
    Quotas quotas = new Quotas(10, 60_000L, 1_024, 5, 100);
    Namespace made = join(full.namespaces().put("team-a", Quotas.NONE)).orElseThrow();
    assertThat(made.createdAt()).isEqualTo(clock.now());
    clock.advance(Duration.ofSeconds(1));

    Namespace changed = join(full.namespaces().put("team-a", quotas)).orElseThrow();

    assertThat(changed).isEqualTo(new Namespace(made.key(), "team-a", quotas, made.createdAt()));
    assertThat(join(full.namespaces().list()).getLast()).isEqualTo(changed);
    assertThat(join(full.namespaces().put(Namespace.DEFAULT, quotas)).orElseThrow().key())
        .isEqualTo(Namespace.DEFAULT_KEY);
    join(full.namespaces().put(Namespace.DEFAULT, Quotas.NONE));
    assertThat(join(full.namespaces().list())).hasSize(2);
  }

  @Test
  final void whatIsNoLabelIsNoName() {
    for (String name : List.of("", "A", "a_b", "-a", "a-", "a b", "a".repeat(64), "ä")) {
      assertThatThrownBy(() -> full.namespaces().put(name, Quotas.NONE))
          .as(name)
          .isInstanceOf(Invalid.class);
    }
  }

  @Test
  final void whoPutsOneIsNoted() {
    join(full.namespaces().by(Caller.SYSTEM).put("silent", Quotas.NONE));
    Caller admin = new Caller(Namespace.DEFAULT_KEY, "key:1", "admin", "");
    join(full.namespaces().by(admin).put("team-a", Quotas.NONE));
    join(full.namespaces().by(admin).put("team-a", TWO_JOBS));

    assertThat(noted(admin, null))
        .containsExactly(AuditAction.QUOTAS_CHANGED, AuditAction.NAMESPACE_CREATED);
  }

  @Test
  final void aJobIsSeenInItsNamespaceOnly() {
    Caller ann = callerIn("team-a");
    Caller bob = callerIn("team-b");
    Job job = create(ann, JobDraft.EVERY_SECOND.named("nightly").tagged("t"));

    for (Caller other : List.of(bob, Caller.SYSTEM)) {
      assertThat(join(jobs(other).find(job.id()))).isEmpty();
      assertThat(list(other, null, null)).isEmpty();
      assertThat(list(other, "t", null)).isEmpty();
      assertThat(list(other, null, "nightly")).isEmpty();
      assertThat(list(other, "t", "nightly")).isEmpty();
      assertThat(join(jobs(other).versions(job.id(), 10, null)).items()).isEmpty();
      assertThat(join(jobs(other).stats(job.id()))).isEmpty();
      assertThat(join(store.history().by(other).knows(job.id()))).isFalse();
      assertThat(noted(other, job)).isEmpty();
    }
    assertThat(join(jobs(ann).find(job.id()))).isPresent();
    assertThat(list(ann, null, null)).containsExactly(job.id());
    assertThat(list(ann, "t", null)).containsExactly(job.id());
    assertThat(list(ann, null, "nightly")).containsExactly(job.id());
    assertThat(list(ann, "t", "nightly")).containsExactly(job.id());
    assertThat(join(jobs(ann).versions(job.id(), 10, null)).items()).hasSize(1);
    assertThat(join(jobs(ann).stats(job.id()))).isPresent();
    assertThat(join(store.history().by(ann).knows(job.id()))).isTrue();
    assertThat(noted(ann, job)).containsExactly(AuditAction.JOB_CREATED);
    assertThat(join(store.jobs().counts())).isEqualTo(new JobStore.JobCounts(1, 1));
  }

  @Test
  final void aJobIsChangedFromItsNamespaceOnly() {
    Caller ann = callerIn("team-a");
    Caller bob = callerIn("team-b");
    Job job = create(ann, JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();

    for (Caller other : List.of(bob, Caller.SYSTEM)) {
      assertThat(join(jobs(other).change(job.id(), 1, job.definition(), false)))
          .isInstanceOf(ChangeResult.Unknown.class);
      assertThat(join(jobs(other).delete(job.id(), null))).isInstanceOf(ChangeResult.Unknown.class);
      assertThat(join(store.ledger().request(lease, job.id(), Cause.MANUAL, null, other)))
          .isEmpty();
    }
    assertThat(join(jobs(ann).find(job.id())).orElseThrow().version()).isEqualTo(1);
    assertThat(join(store.ledger().request(lease, job.id(), Cause.MANUAL, null, ann))).isPresent();
    assertThat(join(jobs(ann).change(job.id(), 1, job.definition(), false)))
        .isInstanceOf(ChangeResult.Changed.class);
    assertThat(join(jobs(ann).delete(job.id(), null))).isInstanceOf(ChangeResult.Deleted.class);
  }

  @Test
  final void namesTagsAndIdempotencyKeysAreEachNamespacesOwn() {
    Caller ann = callerIn("team-a");
    Caller bob = callerIn("team-b");
    JobDraft draft = JobDraft.EVERY_SECOND.named("nightly").tagged("t");
    Idempotency promise = new Idempotency("POST /jobs", "key", "hash", "{}");

    NewJob first = newJob(draft);
    NewJob second = newJob(draft);
    assertThat(join(jobs(ann).create(first, promise))).isInstanceOf(CreateResult.Created.class);
    assertThat(join(jobs(bob).create(second, promise))).isInstanceOf(CreateResult.Created.class);
    assertThat(join(jobs(bob).create(newJob(draft), promise)))
        .isInstanceOf(CreateResult.Repeated.class);
    assertThat(join(jobs(bob).create(newJob(draft), null)))
        .isEqualTo(new CreateResult.NameTaken(second.id()));
    Job other = create(bob, JobDraft.EVERY_SECOND.named("other"));
    assertThat(join(jobs(bob).change(other.id(), 1, draft.definition(), true)))
        .isEqualTo(new ChangeResult.NameTaken(second.id()));

    join(jobs(ann).change(first.id(), 1, draft.tagged("u").named("free").definition(), true));
    assertThat(list(ann, "t", null)).isEmpty();
    assertThat(list(ann, "u", null)).containsExactly(first.id());
    assertThat(list(bob, "t", null)).containsExactly(second.id());
    join(jobs(bob).delete(second.id(), null));
    assertThat(list(bob, "t", null)).isEmpty();
  }

  @Test
  final void executionsAndAlertsAreSeenInTheirNamespaceOnly() {
    Caller ann = callerIn("team-a");
    Caller bob = callerIn("team-b");
    Job anns = create(ann, JobDraft.EVERY_SECOND);
    Job bobs = create(bob, JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(1)).planned();
    planned.forEach(execution -> driver.settle(lease, Outcomes.failure(execution)));

    Set<ExecutionState> failed = Set.of(ExecutionState.FAILED);
    assertThat(jobsOf(executions(ann, null, Set.of(), 100))).containsExactly(anns.id());
    assertThat(jobsOf(executions(bob, null, Set.of(), 100))).containsExactly(bobs.id());
    assertThat(executions(Caller.SYSTEM, null, Set.of(), 100)).isEmpty();
    assertThat(jobsOf(executions(ann, null, failed, 100))).containsExactly(anns.id());
    assertThat(executions(Caller.SYSTEM, null, failed, 100)).isEmpty();
    assertThat(executions(ann, bobs, Set.of(), 100)).isEmpty();
    assertThat(executions(bob, bobs, Set.of(), 100)).isNotEmpty();
    for (OpenExecution execution : planned) {
      ExecutionId id = new ExecutionId(execution.executionKey());
      boolean isAnns = execution.job().id().equals(anns.id());
      assertThat(join(store.history().by(ann).find(id)).isPresent()).isEqualTo(isAnns);
      assertThat(join(store.history().by(bob).find(id)).isPresent()).isEqualTo(!isAnns);
      assertThat(join(store.history().find(id))).isEmpty();
    }

    Alert annsAlert = join(store.alerts().by(ann).list(null, 100, null)).items().getFirst();
    assertThat(annsAlert.jobId()).isEqualTo(anns.id());
    assertThat(join(store.alerts().by(bob).list(null, 100, null)).items())
        .extracting(Alert::jobId)
        .containsOnly(bobs.id());
    assertThat(join(store.alerts().list(null, 100, null)).items()).isEmpty();
    assertThat(join(store.alerts().by(bob).list(anns.id(), 100, null)).items()).isEmpty();
    assertThat(join(store.alerts().by(ann).list(anns.id(), 100, null)).items()).isNotEmpty();
    assertThat(join(store.alerts().by(bob).acknowledge(annsAlert.id()))).isEmpty();
    assertThat(join(store.alerts().by(ann).acknowledge(annsAlert.id()))).isPresent();
    assertThat(join(store.alerts().undelivered(0, 100))).hasSize(planned.size());
  }

  @Test
  final void anExecutionKnowsItsNamespace() {
    Caller ann = callerIn("team-a");
    create(ann, JobDraft.EVERY_SECOND.calling("http://target.test/a"));
    create(Caller.SYSTEM, JobDraft.EVERY_SECOND.calling("http://target.test/b"));
    create(ann, JobDraft.EVERY_SECOND.calling("http://target.test/c"));
    Lease lease = driver.takeOver();

    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(1)).planned();

    assertThat(planned.stream().map(execution -> execution.job().namespaceKey()))
        .containsOnly(ann.namespaceKey(), Namespace.DEFAULT_KEY);
    // The same host, but other calls that are waited behind.
    assertThat(
            planned.stream()
                .map(
                    execution ->
                        tuple(execution.job().namespaceKey(), execution.job().destinationKey()))
                .distinct())
        .hasSize(2);
    assertThat(planned.stream().map(execution -> execution.job().destinationKey()).distinct())
        .hasSize(2);
  }

  @Test
  final void keysBelongToOne() {
    callerIn("team-a");
    assertThat(join(full.apiKeys().create(key("nowhere", "ci", 1))))
        .isEqualTo(ApiKeys.Created.UNKNOWN_NAMESPACE);
    for (int number = 2; number < 4; number++) {
      assertThat(join(full.apiKeys().create(key("team-a", "ci", number))))
          .isEqualTo(ApiKeys.Created.YES);
    }
    assertThat(join(full.apiKeys().create(key("team-a", "ci", 4))))
        .isEqualTo(ApiKeys.Created.NAME_TAKEN);
    assertThat(join(full.apiKeys().create(key(Namespace.DEFAULT, "ci", 5))))
        .isEqualTo(ApiKeys.Created.YES);

    assertThat(join(full.apiKeys().list()))
        .extracting(ApiKey::namespace)
        .containsExactlyInAnyOrder("team-a", "team-a", Namespace.DEFAULT);
  }

  @Test
  final void noMoreJobsAreMadeThanTheQuotaAllows() {
    Caller ann = callerIn("team-a", TWO_JOBS);
    Job first = create(ann, JobDraft.EVERY_SECOND);
    create(ann, JobDraft.EVERY_SECOND.named("second"));
    Idempotency promise = new Idempotency("POST /jobs", "key", "hash", "{}");

    CreateResult full = new CreateResult.QuotaReached(2);
    assertThat(join(jobs(ann).create(newJob(JobDraft.EVERY_SECOND), promise))).isEqualTo(full);
    assertThat(join(jobs(ann).create(newJob(JobDraft.EVERY_SECOND.named("x")), null)))
        .isEqualTo(full);
    create(Caller.SYSTEM, JobDraft.EVERY_SECOND);

    join(jobs(ann).delete(first.id(), null));
    assertThat(join(jobs(ann).create(newJob(JobDraft.EVERY_SECOND), promise)))
        .as("a refused request may be repeated")
        .isInstanceOf(CreateResult.Created.class);
    assertThat(join(jobs(ann).create(newJob(JobDraft.EVERY_SECOND), null))).isEqualTo(full);

    callerIn("team-a", new Quotas(1, null, null, null, null));
    assertThat(list(ann, null, null)).as("what is there stays").hasSize(2);
    callerIn("team-a", Quotas.NONE);
    create(ann, JobDraft.EVERY_SECOND);
  }

  @Test
  final void aQuotaHoldsWithinABatch() {
    Caller ann = callerIn("team-a", TWO_JOBS);
    List<NewJob> batch = Stream.generate(() -> newJob(JobDraft.EVERY_SECOND)).limit(5).toList();

    List<CreateResult> results = join(jobs(ann).createAll(batch));

    CreateResult full = new CreateResult.QuotaReached(2);
    assertThat(results.subList(2, 5)).containsExactly(full, full, full);
    assertThat(list(ann, null, null)).containsExactly(batch.get(1).id(), batch.get(0).id());
  }
}
