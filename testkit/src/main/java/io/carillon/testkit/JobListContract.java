package io.carillon.testkit;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.core.Invalid;
import io.carillon.core.Job;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Listing jobs. */
public abstract class JobListContract extends StoreContract {
  private static final JobQuery ALL = new JobQuery(null, null, null, null, null, 500, null);

  private Page<Job> list(JobQuery query) {
    return join(store.jobs().list(query));
  }

  private List<@Nullable String> names(JobQuery query) {
    return new ArrayList<>(list(query).items().stream().map(j -> j.definition().name()).toList());
  }

  private Job create(String name, String... tags) {
    return driver.create(JobDraft.EVERY_SECOND.named(name).tagged(tags));
  }

  @Test
  final void jobsAreListedNewestFirst() {
    Job first = create("a");
    Job second = create("b");

    assertThat(list(ALL).items()).containsExactly(second, first);
    assertThat(list(ALL).nextCursor()).isNull();
  }

  @Test
  final void pagesFollowEachOtherWhileJobsAreAdded() {
    for (int i = 0; i < 7; i++) {
      create("job-" + i);
    }
    List<@Nullable String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<Job> page = list(new JobQuery(null, null, null, null, null, 3, cursor));
      page.items().forEach(job -> seen.add(job.definition().name()));
      create("new-" + seen.size());
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen).containsExactly("job-6", "job-5", "job-4", "job-3", "job-2", "job-1", "job-0");
  }

  @Test
  final void filtersNarrowTheList() {
    create("alpha", "red");
    Job beta = create("beta", "red", "blue");
    create("gamma", "blue");
    driver.pause(beta);

    assertThat(names(new JobQuery(true, null, null, null, null, 9, null)))
        .containsExactly("gamma", "alpha");
    assertThat(names(new JobQuery(false, null, null, null, null, 9, null))).containsExactly("beta");
    assertThat(names(new JobQuery(null, null, "red", null, null, 9, null)))
        .containsExactly("beta", "alpha");
    assertThat(names(new JobQuery(true, null, "red", null, null, 9, null)))
        .containsExactly("alpha");
    assertThat(names(new JobQuery(null, null, null, "gamma", null, 9, null)))
        .containsExactly("gamma");
    assertThat(names(new JobQuery(null, null, "red", "gamma", null, 9, null))).isEmpty();
    assertThat(names(new JobQuery(null, null, "blue", "gamma", "GAM", 9, null)))
        .containsExactly("gamma");
    assertThat(names(new JobQuery(null, null, "none", null, null, 9, null))).isEmpty();
  }

  @Test
  final void jobsThatAreFailingAreListedUntilTheySucceed() {
    Job alpha = create("alpha", "red");
    Job beta = create("beta", "red");
    Job gamma = create("gamma", "blue");
    create("delta", "red");
    Lease lease = driver.takeOver();
    for (Job job : List.of(alpha, beta, gamma)) {
      driver.settle(lease, Outcomes.failure(driver.request(lease, job)));
    }
    driver.settle(lease, Outcomes.success(driver.request(lease, beta)));
    driver.pause(alpha);

    assertThat(names(new JobQuery(null, true, null, null, null, 9, null)))
        .containsExactly("gamma", "alpha");
    assertThat(names(new JobQuery(null, false, null, null, null, 9, null)))
        .containsExactly("delta", "beta");
    assertThat(names(new JobQuery(true, true, null, null, "A", 9, null))).containsExactly("gamma");
    assertThat(names(new JobQuery(null, true, "red", null, null, 9, null)))
        .containsExactly("alpha");
    assertThat(names(new JobQuery(null, false, "red", null, null, 9, null)))
        .containsExactly("delta", "beta");
    assertThat(names(new JobQuery(null, true, null, "alpha", null, 9, null)))
        .containsExactly("alpha");
    assertThat(names(new JobQuery(null, true, null, "beta", null, 9, null))).isEmpty();
    Page<Job> first = list(new JobQuery(null, true, null, null, null, 1, null));
    assertThat(first.items()).extracting(Job::id).containsExactly(gamma.id());
    Page<Job> second = list(new JobQuery(null, true, null, null, null, 1, first.nextCursor()));
    assertThat(second.items()).extracting(Job::id).containsExactly(alpha.id());
    assertThat(second.nextCursor()).isNull();

    join(store.jobs().delete(gamma.id(), null));

    assertThat(names(new JobQuery(null, true, null, null, null, 9, null))).containsExactly("alpha");
  }

  @Test
  final void aFilterThatNoJobCanMatchFindsNothing() {
    create("alpha", "red");

    assertThat(names(new JobQuery(null, null, "\0", null, null, 9, null))).isEmpty();
    assertThat(names(new JobQuery(null, null, null, "alpha\0", null, 9, null))).isEmpty();
    assertThat(names(new JobQuery(null, null, null, null, "al\0", 9, null))).isEmpty();
  }

  @Test
  final void textIsFoundInNameDescriptionAndUrlInAnyCase() {
    driver.create(JobDraft.EVERY_SECOND.named("Überweisung"));
    driver.create(JobDraft.EVERY_SECOND.named("b").described("sends 100% of the REPORT_s"));
    driver.create(JobDraft.EVERY_SECOND.named("c").calling("http://shop.test/Checkout"));

    assertThat(names(new JobQuery(null, null, null, null, "üBER", 9, null)))
        .containsExactly("Überweisung");
    assertThat(names(new JobQuery(null, null, null, null, "report_S", 9, null)))
        .containsExactly("b");
    assertThat(names(new JobQuery(null, null, null, null, "0%", 9, null))).containsExactly("b");
    assertThat(names(new JobQuery(null, null, null, null, "shop.test/check", 9, null)))
        .containsExactly("c");
    assertThat(names(new JobQuery(null, null, null, null, "s3cret", 9, null))).isEmpty();
    assertThat(names(new JobQuery(true, null, null, null, "e", 9, null))).hasSize(3);
  }

  @Test
  final void editsAreFoundByWhatTheySayNow() {
    Job job = create("old", "before");

    driver.change(job, JobDraft.EVERY_SECOND.named("new").tagged("after"), true);

    assertThat(names(new JobQuery(null, null, null, null, "old", 9, null))).isEmpty();
    assertThat(names(new JobQuery(null, null, "before", null, null, 9, null))).isEmpty();
    assertThat(names(new JobQuery(null, null, "after", null, "new", 9, null)))
        .containsExactly("new");
  }

  @Test
  final void deletedJobsAreNotListed() {
    Job job = create("a", "red");
    create("b", "red");

    join(store.jobs().delete(job.id(), null));

    assertThat(names(ALL)).containsExactly("b");
    assertThat(names(new JobQuery(null, null, "red", null, null, 9, null))).containsExactly("b");
    assertThat(names(new JobQuery(null, null, null, "a", null, 9, null))).isEmpty();
  }

  @Test
  final void aFilteredListIsCompletePageByPage() {
    for (int i = 0; i < 10; i++) {
      create((i % 2 == 0 ? "even-" : "odd-") + i, "t");
    }
    List<@Nullable String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Page<Job> page = list(new JobQuery(true, null, "t", null, "EVEN", 2, cursor));
      page.items().forEach(job -> seen.add(job.definition().name()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(seen).containsExactly("even-8", "even-6", "even-4", "even-2", "even-0");
  }

  @Test
  final void wrongCursorsAndLimitsAreRefused() {
    assertThatThrownBy(() -> list(new JobQuery(null, null, null, null, null, 9, "nonsense")))
        .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("cursor"));
    for (int limit : List.of(0, 501)) {
      assertThatThrownBy(() -> list(new JobQuery(null, null, null, null, null, limit, null)))
          .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.field()).isEqualTo("limit"));
    }
  }
}
