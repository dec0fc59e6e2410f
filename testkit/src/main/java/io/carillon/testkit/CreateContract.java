package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.DeliveryType;
import io.carillon.core.Job;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.MisfirePolicy;
import io.carillon.core.OverlapPolicy;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.core.port.CreateResult;
import io.carillon.core.port.Idempotency;
import io.carillon.core.port.JobStore.JobCounts;
import io.carillon.core.port.NewJob;
import io.carillon.schedule.DstPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Creating jobs. */
public abstract class CreateContract extends StoreContract {
  private static final Idempotency ONCE = new Idempotency("POST /jobs", "k1", "hash-1", "answer");

  private NewJob newJob(JobDraft draft) {
    return NewJob.of(JobId.create(clock.wallMs()), draft.definition(), true, clock.now());
  }

  @Test
  final void aCreatedJobIsFoundAsItWasGiven() {
    Job created = driver.create(JobDraft.EVERY_SECOND.named("report").tagged("a", "b"));

    Job found = driver.job(created);
    assertThat(found).isEqualTo(created);
    assertThat(found.version()).isEqualTo(1);
    assertThat(found.isActive()).isTrue();
    assertThat(found.createdAt()).isEqualTo(START);
    assertThat(found.nextExecutionTime()).isEqualTo(Instant.parse("2026-03-01T12:00:01Z"));
  }

  @Test
  final void everyFieldOfADefinitionSurvives() {
    JobDefinition definition =
        new JobDefinition(
            "näme",
            "line 1\nline 2 \uD83D\uDD14",
            "0 0 2 * * MON-FRI",
            ZoneId.of("Europe/Berlin"),
            DstPolicy.SKIP,
            new Target(
                URI.create("https://target.test:8443/a?b=c"),
                "PUT",
                Map.of("X-One", "1", "Authorization", "Bearer t"),
                new Target.Body("{{executionId}}", false)),
            12_345,
            DeliveryType.ATMOST_ONCE,
            true,
            new RetryPolicy(7, 250, 1.5, 60_000, 0.5),
            MisfirePolicy.FIRE_ALL,
            7_200_000,
            OverlapPolicy.QUEUE_ONE,
            90_000,
            Instant.parse("2026-04-01T00:00:00.123Z"),
            Instant.parse("2027-04-01T00:00:00Z"),
            Set.of("x", "y"),
            URI.create("https://alerts.test/x"));

    Job job = driver.create(definition, true);

    assertThat(driver.job(job).definition()).isEqualTo(definition);
    assertThat(driver.job(job).nextExecutionTime())
        .isEqualTo(Instant.parse("2026-04-02T00:00:00Z"));
  }

  @Test
  final void anInactiveJobHasNoNextExecution() {
    Job job = driver.create(JobDraft.EVERY_SECOND.definition(), false);

    assertThat(driver.job(job).isActive()).isFalse();
    assertThat(driver.job(job).nextExecutionTime()).isNull();
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(1, 0));
  }

  @Test
  final void aJobThatNeverFiresIsInactive() {
    Job job = driver.create(JobDraft.EVERY_SECOND.on("@at 2026-02-01T00:00:00Z"));

    assertThat(job.isActive()).isFalse();
    assertThat(driver.job(job).isActive()).isFalse();
  }

  @Test
  final void anOccurrenceBetweenCreationAndCommitCounts() {
    NewJob job = newJob(JobDraft.EVERY_SECOND.on("@at 2026-03-01T12:00:01Z"));
    clock.advance(Duration.ofSeconds(2));

    Job created = ((CreateResult.Created) join(store.jobs().create(job, null))).job();

    assertThat(created.nextExecutionTime()).isEqualTo(Instant.parse("2026-03-01T12:00:01Z"));
  }

  @Test
  final void aTakenNameIsRefused() {
    Job first = driver.create(JobDraft.EVERY_SECOND.named("report"));

    CreateResult second =
        join(store.jobs().create(newJob(JobDraft.EVERY_SECOND.named("report")), null));

    assertThat(second).isEqualTo(new CreateResult.NameTaken(first.id()));
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(1, 1));
  }

  @Test
  final void aBatchAddsEachJobForItself() {
    NewJob first = newJob(JobDraft.EVERY_SECOND.named("one"));
    NewJob same = newJob(JobDraft.EVERY_SECOND.named("one"));
    NewJob last = newJob(JobDraft.EVERY_SECOND.named("two"));

    List<CreateResult> results = join(store.jobs().createAll(List.of(first, same, last)));

    assertThat(results.get(0)).isInstanceOf(CreateResult.Created.class);
    assertThat(results.get(1)).isEqualTo(new CreateResult.NameTaken(first.id()));
    assertThat(results.get(2)).isInstanceOf(CreateResult.Created.class);
    assertThat(join(store.jobs().find(last.id()))).isPresent();
    assertThat(join(store.jobs().createAll(List.of()))).isEmpty();
  }

  @Test
  final void manyCreatesAtOnceAreAllKept() {
    List<NewJob> jobs =
        IntStream.range(0, 500)
            .mapToObj(i -> newJob(JobDraft.EVERY_SECOND.named("job-" + i)))
            .toList();

    var stages = jobs.stream().map(job -> store.jobs().create(job, null)).toList();

    stages.forEach(stage -> assertThat(join(stage)).isInstanceOf(CreateResult.Created.class));
    assertThat(join(store.jobs().counts())).isEqualTo(new JobCounts(500, 500));
    assertThat(jobs).allSatisfy(job -> assertThat(join(store.jobs().find(job.id()))).isPresent());
  }

  @Test
  final void aRepeatedRequestGetsTheFirstAnswerAndAddsNothing() {
    join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE));

    CreateResult again = join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE));

    assertThat(again).isEqualTo(new CreateResult.Repeated("answer"));
    assertThat(join(store.jobs().counts()).total()).isEqualTo(1);
  }

  @Test
  final void anotherRequestUnderTheSameKeyIsRefused() {
    join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE));
    Idempotency other = new Idempotency(ONCE.route(), ONCE.key(), "hash-2", "answer");
    Idempotency elsewhere = new Idempotency("POST /other", ONCE.key(), "hash-2", "answer");

    assertThat(join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), other)))
        .isEqualTo(new CreateResult.KeyReused());
    assertThat(join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), elsewhere)))
        .isInstanceOf(CreateResult.Created.class);
  }

  @Test
  final void whatWasAnsweredUnderAKeyCanBeAskedFor() {
    assertThat(answered(ONCE.key(), ONCE.requestHash())).isEmpty();
    join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE));

    assertThat(answered(ONCE.key(), ONCE.requestHash()))
        .contains(new CreateResult.Repeated("answer"));
    assertThat(answered(ONCE.key(), "hash-2")).contains(new CreateResult.KeyReused());
    assertThat(answered("k2", ONCE.requestHash())).isEmpty();

    clock.advance(Duration.ofMillis(Idempotency.RETENTION_MS + 1));
    assertThat(answered(ONCE.key(), ONCE.requestHash())).isEmpty();
  }

  private Optional<CreateResult> answered(String key, String requestHash) {
    return join(store.jobs().answered(ONCE.route(), key, requestHash));
  }

  @Test
  final void aKeyIsForgottenAfterItsRetention() {
    join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE));
    clock.advance(Duration.ofMillis(Idempotency.RETENTION_MS + 1));

    assertThat(join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE)))
        .isInstanceOf(CreateResult.Created.class);
  }

  @Test
  final void aRefusedRequestLeavesItsKeyFree() {
    driver.create(JobDraft.EVERY_SECOND.named("taken"));
    join(store.jobs().create(newJob(JobDraft.EVERY_SECOND.named("taken")), ONCE));

    assertThat(join(store.jobs().create(newJob(JobDraft.EVERY_SECOND), ONCE)))
        .isInstanceOf(CreateResult.Created.class);
  }
}
