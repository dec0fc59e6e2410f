package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.carillon.core.Job;
import io.carillon.core.port.Lease;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.StoreUnavailable;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.StoreContract;
import io.carillon.testkit.StoreDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up, and has room again later. Needs the right to mount one. */
final class FullDiskTest {
  @TempDir Path folder;

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }

  private boolean mount(String options) throws IOException, InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
  }

  @Test
  void theStoreRefusesWhileTheDiskIsFullAndGoesOnByItself() throws Exception {
    assumeThat(mount("size=6m")).as("may mount a disk").isTrue();
    try {
      fillAndFree();
    } finally {
      run("umount", "--lazy", folder.toString());
    }
  }

  private void fillAndFree() throws Exception {
    ManualClock clock = new ManualClock(StoreContract.START);
    try (SqliteTestStore store = SqliteTestStore.openAt(folder.resolve("full.db"), clock)) {
      StoreDriver driver = new StoreDriver(store, clock);
      Job first = driver.create(JobDraft.EVERY_SECOND);
      Lease lease = driver.takeOver();
      OpenExecution planned = driver.planOne(lease);
      List<Job> created = new ArrayList<>();
      JobDraft large = JobDraft.EVERY_SECOND.described("x".repeat(2_000));
      assertThatThrownBy(
              () -> {
                while (true) {
                  created.add(driver.create(large));
                }
              })
          .isInstanceOf(StoreUnavailable.class);
      assertThat(created).hasSizeGreaterThan(10);

      assertThatThrownBy(() -> driver.create(large)).isInstanceOf(StoreUnavailable.class);
      assertThat(join(store.jobs().counts()).total()).isEqualTo(created.size() + 1L);
      assertThat(driver.job(first)).isNotNull();

      assertThat(mount("remount,size=64m")).isTrue();

      created.add(driver.create(large));
      assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isTrue();
      clock.advance(Duration.ofSeconds(1));
      assertThat(driver.plan(lease, Duration.ofSeconds(1)).planned()).isNotEmpty();
      assertThat(created).allSatisfy(job -> assertThat(driver.job(job)).isNotNull());
      store.verify();
    }
  }
}
