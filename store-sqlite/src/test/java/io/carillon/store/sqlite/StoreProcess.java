package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.PlanRequest;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.Outcomes;
import io.carillon.testkit.Stages;
import io.carillon.testkit.StoreDriver;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Another process that uses a store until it is killed: it creates jobs, plans and settles, and
 * prints what was acknowledged, a line each.
 */
public final class StoreProcess {
  private final Process process;
  final BufferedReader output;

  private StoreProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static StoreProcess start(Path file) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProcess.class.getName(),
            file.toString());
    builder.redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")));
    return new StoreProcess(builder.start());
  }

  /** Kills it as kill -9 does; what it printed can still be read. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor();
  }

  public static void main(String[] args) throws IOException {
    JdbcStore store = SqliteStore.open(Path.of(args[0]), Clock.SYSTEM, SqliteConfig.DEFAULT);
    Lease lease = Stages.join(store.ledger().takeOver("child")).lease();
    for (int i = 0; ; i++) {
      long nowMs = Clock.SYSTEM.wallMs();
      NewJob job =
          NewJob.of(
              JobId.create(nowMs),
              JobDraft.EVERY_SECOND.named("job-" + i).definition(),
              true,
              Instant.ofEpochMilli(nowMs));
      Stages.join(store.jobs().create(job, null));
      print("created " + job.id());
      long untilMs = nowMs + 3_000;
      List<OpenExecution> planned =
          Stages.join(
                  store
                      .ledger()
                      .plan(
                          lease,
                          new PlanRequest(untilMs, 100, 100),
                          (snapshot, nextMs) ->
                              StoreDriver.everyOccurrence(snapshot, nextMs, untilMs)))
              .planned();
      Stages.join(store.ledger().settle(lease, planned.stream().map(Outcomes::success).toList()));
      for (OpenExecution execution : planned) {
        print("settled " + execution.executionKey());
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line);
  }
}
