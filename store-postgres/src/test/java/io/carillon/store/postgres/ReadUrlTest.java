package io.carillon.store.postgres;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.ApiKey;
import io.carillon.core.ExecutionId;
import io.carillon.core.Job;
import io.carillon.core.Namespace;
import io.carillon.core.Quotas;
import io.carillon.core.Scope;
import io.carillon.core.port.JobStore.JobQuery;
import io.carillon.core.port.OpenExecution;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import org.junit.jupiter.api.Test;

/** Lists and history come from the replica, which here never catches up; nothing else does. */
final class ReadUrlTest {
  private static final JobQuery ALL = new JobQuery(null, null, null, null, null, 500, null);

  private final ManualClock clock = new ManualClock(StoreContract.START);

  @Test
  void onlyListsAndHistoryMayBeBehind() throws Exception {
    PostgresServer server = PostgresServer.get();
    try (PostgresTestStore behind = PostgresTestStore.open(clock);
        PostgresTestStore store =
            PostgresTestStore.open(server.createDatabase(), behind.database, clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job job = driver.create(JobDraft.EVERY_SECOND);
      OpenExecution planned = driver.planOne(driver.takeOver());
      ApiKey key =
          ApiKey.create(Namespace.DEFAULT, "name", Scope.ADMIN, "a".repeat(64), clock.now(), null);
      join(store.apiKeys().create(key));
      join(store.namespaces().put("team", Quotas.NONE));

      assertThat(join(store.jobs().find(job.id()))).isPresent();
      assertThat(join(store.history().find(new ExecutionId(planned.executionKey())))).isPresent();
      assertThat(join(store.history().knows(job.id()))).isTrue();
      assertThat(join(store.apiKeys().list())).extracting(ApiKey::id).containsExactly(key.id());
      assertThat(join(store.namespaces().list())).extracting(Namespace::name).contains("team");

      assertThat(join(store.jobs().list(ALL)).items()).isEmpty();
      assertThat(driver.executions(job)).isEmpty();
    }
  }
}
