package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Alert;
import io.carillon.core.ExecutionId;
import io.carillon.core.Invalid;
import io.carillon.core.Job;
import io.carillon.core.JobId;
import io.carillon.core.Namespace;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Page;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alerts. */
public abstract class AlertsContract extends StoreContract {
  private Page<Alert> list(@Nullable Job job, int limit, @Nullable String cursor) {
    return join(store.alerts().list(job == null ? null : job.id(), limit, cursor));
  }

  private static Alert raised(@Nullable Alert alert) {
    return Objects.requireNonNull(alert);
  }

  @Test
  final void aFailureRaisesOneAlert() {
    Job job = driver.create(JobDraft.EVERY_SECOND.named("report"));
    Lease lease = driver.takeOver();
    OpenExecution execution = driver.planOne(lease);

    Alert alert = raised(driver.settle(lease, Outcomes.failure(execution)).alert());

    assertThat(alert)
        .isEqualTo(
            new Alert(
                alert.id(),
                Alert.Kind.FAILURE,
                Namespace.DEFAULT_KEY,
                job.id(),
                "report",
                new ExecutionId(execution.executionKey()),
                Outcomes.ERROR,
                1,
                Instant.ofEpochMilli(execution.scheduledAtMs()),
                clock.now(),
                null,
                URI.create("http://alerts.test/hook")));
    assertThat(list(null, 10, null).items()).containsExactly(alert);
    assertThat(list(job, 10, null).items()).containsExactly(alert);
    assertThat(join(store.alerts().list(JobId.create(1), 10, null)).items()).isEmpty();
  }

  @Test
  final void theFirstSuccessAfterAFailureRaisesOneRecovery() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<OpenExecution> planned = driver.plan(lease, Duration.ofSeconds(5)).planned();
    assertThat(driver.settle(lease, Outcomes.success(planned.get(0))).alert()).isNull();
    driver.settle(lease, Outcomes.failure(planned.get(1)));
    Alert second = raised(driver.settle(lease, Outcomes.failure(planned.get(2))).alert());

    Alert recovery = raised(driver.settle(lease, Outcomes.success(planned.get(3))).alert());

    assertThat(recovery.kind()).isEqualTo(Alert.Kind.RECOVERY);
    assertThat(recovery.error()).isEqualTo(Outcomes.ERROR);
    assertThat(recovery.executionId()).isEqualTo(new ExecutionId(planned.get(3).executionKey()));
    assertThat(recovery.id()).isGreaterThan(second.id());
    assertThat(driver.settle(lease, Outcomes.success(planned.get(3))).alert()).isEqualTo(recovery);
    assertThat(driver.settle(lease, Outcomes.success(planned.get(4))).alert()).isNull();
    assertThat(list(null, 10, null).items()).hasSize(3);
  }

  @Test
  final void alertsAreListedNewestFirst() {
    Job job = driver.create(JobDraft.EVERY_SECOND);
    Job other = driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    driver
        .plan(lease, Duration.ofSeconds(5))
        .planned()
        .forEach(e -> driver.settle(lease, Outcomes.failure(e)));

    Page<Alert> first = list(job, 3, null);
    OpenExecution late = driver.request(lease, job);
    driver.settle(lease, Outcomes.failure(late));
    Page<Alert> second = list(job, 3, first.nextCursor());

    assertThat(first.items()).hasSize(3);
    assertThat(second.items()).hasSize(2);
    assertThat(second.nextCursor()).isNull();
    assertThat(first.items().getLast().id()).isGreaterThan(second.items().getFirst().id());
    assertThat(list(other, 10, null).items()).hasSize(5);
    assertThat(list(null, 11, null).items())
        .hasSize(11)
        .isSortedAccordingTo((a, b) -> Long.compare(b.id(), a.id()));
  }

  @Test
  final void anAlertIsAcknowledgedOnce() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    Alert alert = raised(driver.settle(lease, Outcomes.failure(driver.planOne(lease))).alert());
    clock.advance(Duration.ofSeconds(5));
    Instant seenAt = clock.now();

    assertThat(join(store.alerts().acknowledge(alert.id())).orElseThrow().acknowledgedAt())
        .isEqualTo(seenAt);
    clock.advance(Duration.ofSeconds(5));

    assertThat(join(store.alerts().acknowledge(alert.id())).orElseThrow().acknowledgedAt())
        .isEqualTo(seenAt);
    assertThat(list(null, 10, null).items().getFirst().acknowledgedAt()).isEqualTo(seenAt);
    assertThat(join(store.alerts().acknowledge(99))).isEmpty();
  }

  @Test
  final void whatIsDeliveredOrGivenUpIsNotDeliveredAgain() {
    driver.create(JobDraft.EVERY_SECOND);
    Lease lease = driver.takeOver();
    List<Long> ids =
        driver.plan(lease, Duration.ofSeconds(3)).planned().stream()
            .map(e -> raised(driver.settle(lease, Outcomes.failure(e)).alert()).id())
            .toList();
    assertThat(join(store.alerts().undelivered(0, 2)))
        .extracting(Alert::id)
        .isEqualTo(ids.subList(0, 2));
    assertThat(join(store.alerts().undelivered(ids.get(1), 10)))
        .extracting(Alert::id)
        .isEqualTo(ids.subList(2, ids.size()));

    join(store.alerts().delivered(ids.get(0), null));
    join(store.alerts().delivered(ids.get(1), "HTTP 404"));

    assertThat(join(store.alerts().undelivered(0, 10)))
        .extracting(Alert::id)
        .containsExactly(ids.get(2));
  }

  @Test
  final void aCursorThatNoListMadeIsRefused() {
    for (String cursor : List.of("", "x", "%%%", "aTo1", "YTox OjI", "a".repeat(5_000))) {
      assertThatThrownBy(() -> list(null, 10, cursor))
          .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("cursor"));
    }
  }
}
