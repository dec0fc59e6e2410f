package io.carillon.store.sqlite;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A disk that fills up, and has room again later. Needs the right to mount one. */
final class FullDiskTest {
  private static final JobDraft LARGE = JobDraft.EVERY_SECOND.described("x".repeat(2_000));

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

  /** What is told at each attempt would fill the disk for good, if the server's log is on it. */
  @Test
  void checkpointsThatFailAreToldOnce() throws Exception {
    assumeThat(mount("size=4m")).as("may mount a disk").isTrue();
    SqliteConfig config = new SqliteConfig(1, 4 << 20, 4 << 20, 0, 2_000, 400, 100_000, 1);
    ManualClock clock = new ManualClock(StoreContract.START);
    Logger log = (Logger) LoggerFactory.getLogger(Checkpointer.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    log.setLevel(Level.INFO);
    log.addAppender(told);
    try (SqliteTestStore store = SqliteTestStore.openAt(folder.resolve("full.db"), clock, config)) {
      StoreDriver driver = new StoreDriver(store, clock);
      writeUntil(driver, () -> !told.list.isEmpty());
      for (int i = 0; i < 2_000; i++) {
        isCreated(driver);
      }
      assertThat(told.list).hasSize(1);
      assertThat(told.list.getFirst().getLevel()).isEqualTo(Level.WARN);

      assertThat(mount("remount,size=1g")).isTrue();

      writeUntil(driver, () -> told.list.size() > 1);
      assertThat(told.list).hasSize(2);
      assertThat(told.list.getLast().getLevel()).isEqualTo(Level.INFO);
    } finally {
      log.detachAppender(told);
      run("umount", "--lazy", folder.toString());
    }
  }

  /** Bounded by the work, not by time. */
  private static void writeUntil(StoreDriver driver, BooleanSupplier isEnough) {
    for (int i = 0; i < 100_000 && !isEnough.getAsBoolean(); i++) {
      isCreated(driver);
    }
    assertThat(isEnough.getAsBoolean()).isTrue();
  }

  private static boolean isCreated(StoreDriver driver) {
    try {
      driver.create(LARGE);
      return true;
    } catch (StoreUnavailable _) {
      return false;
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
      assertThatThrownBy(
              () -> {
                while (true) {
                  created.add(driver.create(LARGE));
                }
              })
          .isInstanceOf(StoreUnavailable.class);
      assertThat(created).hasSizeGreaterThan(10);

      assertThatThrownBy(() -> driver.create(LARGE)).isInstanceOf(StoreUnavailable.class);
      assertThat(join(store.jobs().counts()).total()).isEqualTo(created.size() + 1L);
      assertThat(driver.job(first)).isNotNull();

      assertThat(mount("remount,size=64m")).isTrue();

      created.add(driver.create(LARGE));
      assertThat(driver.settle(lease, Outcomes.success(planned)).applied()).isTrue();
      clock.advance(Duration.ofSeconds(1));
      assertThat(driver.plan(lease, Duration.ofSeconds(1)).planned()).isNotEmpty();
      assertThat(created).allSatisfy(job -> assertThat(driver.job(job)).isNotNull());
      store.verify();
    }
  }
}
