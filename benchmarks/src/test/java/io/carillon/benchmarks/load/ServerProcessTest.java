package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
  @Test
  void timesTheReadyLineAndStopsTheProcess() {
    // Stays the shell: a process that becomes another program has no memory for a moment.
    String script = "echo starting; echo carillon ready on http://127.0.0.1:1; read line";
    try (ServerProcess server = ServerProcess.start(List.of("sh", "-c", script))) {
      assertThat(server.awaitReadyLine(Duration.ofSeconds(20))).isBetween(0L, 20_000L);
      assertThat(server.stats().rssMb()).isPositive();
    }
  }

  @Test
  void aProcessThatEndsFirstIsReportedWithItsLastLine() {
    try (ServerProcess server = ServerProcess.start(List.of("sh", "-c", "echo port taken"))) {
      assertThatThrownBy(() -> server.awaitReadyLine(Duration.ofSeconds(20)))
          .hasRootCauseMessage("ended; its last line: port taken");
    }
  }
}
