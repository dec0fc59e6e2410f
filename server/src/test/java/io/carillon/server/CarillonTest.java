package io.carillon.server;

import static io.carillon.testkit.Stages.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.core.Caller;
import io.carillon.core.Cause;
import io.carillon.core.ExecutionId;
import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import io.carillon.core.port.Lease;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.NewJob;
import io.carillon.core.port.OpenExecution;
import io.carillon.core.port.Renewal;
import io.carillon.server.api.Client;
import io.carillon.server.api.Receiver;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.ConfigSources;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.sqlite.SqliteConfig;
import io.carillon.store.sqlite.SqliteStore;
import io.carillon.testkit.JobDraft;
import io.carillon.testkit.ManualClock;
import io.carillon.testkit.Outcomes;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping and standing in front of parts. */
class CarillonTest {
  @TempDir Path folder;

  private CarillonConfig config(String... settings) {
    Map<String, String> flags =
        new TreeMap<>(
            Map.of("http-port", "0", "store-url", "jdbc:sqlite:" + folder.resolve("a.db")));
    for (int i = 0; i < settings.length; i += 2) {
      flags.put(settings[i], settings[i + 1]);
    }
    return ConfigSources.read(flags, Map.of());
  }

  @Test
  void testsCanStandInFrontOfTheNetwork() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver target = new Receiver();
        Carillon carillon =
            new Carillon(
                config(),
                UnaryOperator.identity(),
                real ->
                    (call, ended) -> {
                      calls.incrementAndGet();
                      return real.invoke(call, ended);
                    })) {
      assertThat(carillon.awaitReady(Duration.ofSeconds(20))).isTrue();
      Client api = new Client(carillon.url());
      String job = api.createQuiet(target.url("/ok"));
      api.act("/jobs/" + job + "/trigger").expect(202);

      await().until(() -> calls.get() == 1 && target.arrivals().size() == 1);
    }
  }

  @Test
  void whileItStopsItAnswersReadsAndRefusesWrites() throws IOException {
    try (Receiver target = new Receiver();
        Carillon carillon = Carillon.start(config())) {
      assertThat(carillon.awaitReady(Duration.ofSeconds(20))).isTrue();
      Client api = new Client(carillon.url());
      String job = api.createQuiet(target.url("/hold"));
      String execution =
          api.act("/jobs/" + job + "/trigger").expect(202).json("executionId").asText();
      await().until(() -> target.arrivals().size() == 1);

      CompletableFuture<Void> stopping = CompletableFuture.runAsync(carillon::close);
      await().until(() -> api.get("/health/ready").status() == 503);
      api.act("/jobs/" + job + "/pause").expectProblem(503, "stopping");
      api.get("/jobs/" + job).expect(200);
      assertThat(stopping).isNotDone();
      target.release();
      stopping.join();

      try (Carillon next = Carillon.start(config())) {
        assertThat(next.awaitReady(Duration.ofSeconds(20))).isTrue();
        assertThat(new Client(next.url()).get("/executions/" + execution).json("status").asText())
            .isEqualTo("SUCCESS");
      }
      assertThat(target.arrivals()).hasSize(1);
    }
  }

  /** Of a store with a clock of its own, which is an hour behind. */
  private static Ledger behind(Ledger real) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "takeOver" ->
                      real.takeOver((String) arguments[0]).thenApply(CarillonTest::expiring);
                  case "renew" ->
                      CompletableFuture.completedStage(
                          new Renewal(true, Duration.ofHours(1).toMillis(), List.of()));
                  case "reclaim", "notices" -> CompletableFuture.completedStage(List.of());
                  default -> method.invoke(real, arguments);
                });
  }

  private static Ledger.Takeover expiring(Ledger.Takeover begun) {
    Lease lease = begun.lease();
    return new Ledger.Takeover(
        new Lease(lease.nodeKey(), lease.nodeName(), lease.term(), 10_000),
        begun.spilledDestinations());
  }

  @Test
  void withAWrongClockItAnswersReadsAndRefusesWrites() throws IOException {
    try (Carillon carillon =
        new Carillon(config(), CarillonTest::behind, UnaryOperator.identity())) {
      Client api = new Client(carillon.url());
      await()
          .untilAsserted(
              () ->
                  assertThat(api.get("/health/ready").json("checks"))
                      .filteredOn(check -> check.get("status").asText().equals("DOWN"))
                      .extracting(check -> check.get("name").asText())
                      .contains("clock"));
      api.post("/jobs", "{\"schedule\":\"* * * * * *\",\"api\":\"http://127.0.0.1:9/x\"}")
          .expectProblem(503, "clock-off");
      assertThat(api.get("/jobs").expect(200).json("jobs")).isEmpty();
    }
  }

  @Test
  void aSecondServerOnTheSameStoreDoesNotStart() throws IOException {
    try (Carillon first = Carillon.start(config())) {
      assertThatThrownBy(() -> Carillon.start(config()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another process");
      assertThat(first.port()).isPositive();
    }
    Carillon.start(config()).close();
  }

  @Test
  void aStartThatFailsLeavesNothingOpen() throws IOException {
    try (Carillon first = Carillon.start(config())) {
      String other = "jdbc:sqlite:" + folder.resolve("b.db");
      CarillonConfig taken =
          config("store-url", other, "http-port", Integer.toString(first.port()));
      assertThatThrownBy(() -> Carillon.start(taken))
          .hasMessageContaining("Address already in use");

      Carillon.start(config("store-url", other)).close();
    }
  }

  @Test
  void jobsMayNotCallTheServerItself() throws IOException {
    CarillonConfig open = config("http-behind-proxy", "true", "egress-allow", "127.0.0.0/8");
    try (Receiver target = new Receiver();
        Carillon carillon = Carillon.start(open)) {
      Client api = new Client(carillon.url());
      String job = "{\"schedule\": \"0 0 0 1 1 *\", \"api\": \"%s\"}";

      api.post("/jobs", job.formatted(target.url("/"))).expect(201);
      assertThat(
              api.post("/jobs", job.formatted(carillon.url() + "/"))
                  .expectProblem(400, "invalid-request")
                  .wrongFields())
          .containsExactly("api");
    }
  }

  @Test
  void executionsOlderThanTheRetentionAreDeleted() throws IOException {
    ExecutionId old = executedAt(Instant.now().minus(Duration.ofDays(2)));
    ExecutionId recent = executedAt(Instant.now().minus(Duration.ofHours(1)));
    try (Carillon carillon = Carillon.start(config("retention-days", "1"))) {
      Client api = new Client(carillon.url());

      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> api.get("/executions/" + old).status() == 404);
      api.get("/executions/" + recent).expect(200);
    }
  }

  /** Leaves an execution in the store that ended then. */
  private ExecutionId executedAt(Instant then) throws IOException {
    ManualClock clock = new ManualClock(then);
    try (JdbcStore store = SqliteStore.open(folder.resolve("a.db"), clock, SqliteConfig.DEFAULT)) {
      JobDefinition far = JobDraft.EVERY_SECOND.on("@at 2199-01-01T00:00:00Z").definition();
      NewJob job = NewJob.of(JobId.create(clock.wallMs()), far, true, clock.now());
      join(store.jobs().create(job, null));
      Lease lease = join(store.ledger().takeOver("node")).lease();
      OpenExecution execution =
          join(store.ledger().request(lease, job.id(), Cause.MANUAL, null, Caller.SYSTEM))
              .orElseThrow();
      join(store.ledger().settle(lease, List.of(Outcomes.success(execution))));
      ExecutionId id = new ExecutionId(execution.executionKey());
      assertThat(join(store.history().find(id))).isPresent();
      return id;
    }
  }

  @Test
  void callsUnderWayStayBelowTheFileLimit() {
    assertThat(FileLimit.apply(config(), 1_024).engine().inFlightMax()).isEqualTo(512);
    assertThat(FileLimit.apply(config(), 1_024).engine().destinationInFlightMax()).isEqualTo(512);
    assertThat(FileLimit.apply(config(), 4_096).engine().inFlightMax())
        .isEqualTo(4_096 - FileLimit.RESERVED);
    assertThat(FileLimit.apply(config(), 4_096).engine().destinationInFlightMax()).isEqualTo(1_000);
    assertThat(FileLimit.apply(config(), 1_048_576).engine().inFlightMax()).isEqualTo(10_000);
  }

  @Test
  void theConnectionsOfTheApiStayBelowWhatCallsLeave() {
    assertThat(FileLimit.apply(config(), 600).http().connectionsMax()).isEqualTo(150);
    assertThat(FileLimit.apply(config(), 4_096).http().connectionsMax()).isEqualTo(256);
    assertThat(FileLimit.apply(config(), 16_000).http().connectionsMax()).isEqualTo(3_000);
    assertThat(FileLimit.apply(config(), 1_048_576).http().connectionsMax()).isEqualTo(5_000);
    assertThat(FileLimit.apply(config("http-connections-max", "20"), 600).http().connectionsMax())
        .isEqualTo(20);
  }
}
