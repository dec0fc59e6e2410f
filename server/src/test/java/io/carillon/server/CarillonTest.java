package io.carillon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.carillon.server.api.Client;
import io.carillon.server.api.Receiver;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.ConfigSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
  void callsUnderWayStayBelowTheFileLimit() {
    assertThat(FileLimit.apply(config(), 1_024).engine().inFlightMax()).isEqualTo(512);
    assertThat(FileLimit.apply(config(), 1_024).engine().destinationInFlightMax()).isEqualTo(512);
    assertThat(FileLimit.apply(config(), 4_096).engine().inFlightMax())
        .isEqualTo(4_096 - FileLimit.RESERVED);
    assertThat(FileLimit.apply(config(), 4_096).engine().destinationInFlightMax()).isEqualTo(1_000);
    assertThat(FileLimit.apply(config(), 1_048_576).engine().inFlightMax()).isEqualTo(10_000);
  }
}
