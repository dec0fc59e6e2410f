package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.benchmarks.receiver.ReceiverForTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** These tests mostly wait for whole seconds, so they run at the same time. */
@Execution(ExecutionMode.CONCURRENT)
class LoadTest {
  private static final List<String> SHORT =
      List.of(
          "--lead-seconds", "3",
          "--warm-seconds", "1",
          "--window-seconds", "2",
          "--tail-seconds", "0");

  @TempDir Path folder;

  @Test
  void everyCallMadeOncePasses() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      String[] options = {"--jobs", "10", "--rss-mb", "100000"};
      assertThat(load("sustained", server, receiver, SHORT, options)).isZero();
    }
    JsonNode document = result("sustained");
    assertThat(document.get("pass").asBoolean()).isTrue();
    assertThat(document.at("/raw/receiver/window/distinct").asInt()).isEqualTo(20);
    assertThat(document.at("/raw/ledger/successes").asInt()).isEqualTo(20);
    assertThat(document.at("/raw/serverRssMbMax").asDouble()).isPositive();
    assertThat(document.at("/raw/samples/arrived").size()).isEqualTo(2);
    assertThat(document.at("/raw/endings/successes").asInt()).isEqualTo(30);
    assertThat(document.at("/server/jvmFlags").size()).isPositive();
    assertThat(document.at("/kind").asText()).isEqualTo("sustained");
    assertThat(document.at("/hardware/speed/sha256MbPerS").asInt()).isBetween(10, 100_000);
    assertThat(document.at("/hardware/speed/loopbackRoundTripMicros").asDouble())
        .isBetween(1.0, 100_000.0);
  }

  @Test
  void aCallThatWasNotMadeIsFoundByReceiverAndLedger() throws Exception {
    try (FakeCarillon server = new FakeCarillon(13);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      assertThat(load("sustained", server, receiver, SHORT, "--jobs", "10")).isEqualTo(1);
    }
    JsonNode document = result("sustained");
    assertThat(document.at("/raw/receiver/window/missing").asInt()).isEqualTo(3);
    assertThat(document.at("/raw/ledger/successes").asInt()).isEqualTo(17);
    assertThat(document.get("pass").asBoolean()).isFalse();
  }

  @Test
  void slowCallsAreInFlightTogether() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(1_500)) {
      int code = load("slow", server, receiver, SHORT, "--jobs", "10", "--in-flight", "15");
      assertThat(code).isZero();
    }
    assertThat(result("slow").at("/raw/receiver/totals/waitingMax").asInt()).isBetween(15, 20);
  }

  @Test
  void createCountsOnlyTheMeasuredTime() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      List<String> times = List.of("--warm-seconds", "1", "--window-seconds", "1");
      String[] options = {"--connections", "2", "--per-second", "1", "--p99-ms", "60000"};
      assertThat(load("create", server, receiver, times, options)).isZero();
      long counted = result("create").at("/raw/latency/count").asLong();
      assertThat(counted).isPositive().isLessThan(server.jobs());
    }
  }

  @Test
  void aBatchIsTimedWithoutTheOneBeforeIt() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      List<String> sizes = List.of("--jobs", "12000", "--warm-jobs", "100");
      assertThat(load("create-batch", server, receiver, sizes, "--target-ms", "60000")).isZero();
      assertThat(server.jobs()).isEqualTo(12_100);
    }
  }

  @Test
  void aSpreadSecondIsMeasuredFromEachInstant() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      String[] options = {"--jobs", "10", "--spread", "true", "--p99-ms", "60000"};
      assertThat(load("drift", server, receiver, SHORT, options)).isZero();
    }
    JsonNode window = result("drift").at("/raw/receiver/window");
    assertThat(window.get("distinct").asInt()).isEqualTo(20);
    assertThat(window.at("/driftCurve/percent").size()).isBetween(50, 200);
    assertThat(window.at("/driftCurve/ms").size())
        .isEqualTo(window.at("/driftCurve/percent").size());
  }

  @Test
  void everyRoundOfABurstIsWatchedToItsLastCall() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      List<String> plan = new ArrayList<>(List.of("--jobs", "20", "--rounds", "2"));
      plan.addAll(List.of("--lead-seconds", "2", "--rest-seconds", "0"));
      plan.addAll(List.of("--warm-jobs", "1", "--warm-seconds", "1"));
      assertThat(load("burst", server, receiver, plan, "--last-call-ms", "60000")).isZero();
    }
    JsonNode raw = result("burst").get("raw");
    assertThat(raw.get("lastCallSeconds").size()).isEqualTo(2);
    assertThat(raw.at("/receiver/window/distinct").asInt()).isEqualTo(20);
    assertThat(raw.at("/endings/successes").asInt()).isEqualTo(20);
  }

  @Test
  void growthComparesWithTheRunBesideIt() throws Exception {
    Path few = folder.resolve("few.json");
    Files.writeString(few, "{\"raw\": {\"serverCpuMicrosPerExecution\": 1e9}}");
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      String[] options = {"--jobs", "10", "--beside", few.toString()};
      assertThat(load("growth", server, receiver, SHORT, options)).isZero();
    }
    assertThat(result("growth").at("/checks/0/measured").asDouble()).isBetween(-100.0, 20.0);
  }

  @Test
  void readsAreTimedWhileJobsFire() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      assertThat(load("fill", server, receiver, List.of("--jobs", "3"))).isZero();
      String[] options = {"--jobs", "2", "--rate", "20", "--p99-ms", "60000"};
      assertThat(load("reads", server, receiver, SHORT, options)).isZero();
    }
    JsonNode raw = result("reads").get("raw");
    assertThat(raw.at("/health/count").asInt()).isEqualTo(40);
    assertThat(raw.at("/last 5 executions of a job/count").asInt()).isEqualTo(40);
  }

  @Test
  void idleMeasuresAnotherProcess() throws Exception {
    try (FakeCarillon server = new FakeCarillon(0);
        ReceiverForTests receiver = new ReceiverForTests(0)) {
      List<String> options = List.of("--jobs", "5001", "--settle-seconds", "0");
      assertThat(load("idle", server, receiver, options, "--rss-mb", "100000")).isZero();
      assertThat(server.jobs()).isEqualTo(5_001);
    }
  }

  @Test
  void wrongUseIsTold() {
    assertThat(Load.run(List.of("no-such-case"))).isEqualTo(2);
    assertThat(Load.run(List.of("fill", "--no-such-option", "1"))).isEqualTo(2);
    assertThat(Load.run(List.of("fill", "--jobs", "-1"))).isEqualTo(2);
    assertThat(Load.run(List.of("fill", "--jobs"))).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereCannotBeMeasured() {
    assertThat(Load.run(List.of("fill", "--server", "http://127.0.0.1:1", "--jobs", "1")))
        .isEqualTo(3);
  }

  private int load(
      String name,
      FakeCarillon server,
      ReceiverForTests receiver,
      List<String> more,
      String... options) {
    List<String> words = new ArrayList<>(List.of(name, "--server", server.url().toString()));
    words.addAll(List.of("--receiver", "http://127.0.0.1:" + receiver.controlPort()));
    words.addAll(List.of("--port", Integer.toString(receiver.port()), "--ports", "1"));
    words.addAll(List.of("--server-pid", Long.toString(ProcessHandle.current().pid())));
    words.addAll(List.of("--out", folder.resolve(name + ".json").toString()));
    words.addAll(more);
    words.addAll(List.of(options));
    return Load.run(words);
  }

  private JsonNode result(String name) {
    return ResultFile.read(folder.resolve(name + ".json"));
  }
}
