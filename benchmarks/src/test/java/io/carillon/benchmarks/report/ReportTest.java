package io.carillon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.benchmarks.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir Path folder;

  @BeforeEach
  void writeResults() throws IOException {
    write("sustained", "sustained", 1, 7, true);
    write("sustained", "sustained", 2, 0, true);
    write("drift", "drift-1000", 3, 0, false);
    write("burst", "burst-10000", 4, 0, true);
    write("sustained", "capacity-52500", 5, 3, false);
    Report.run(Arguments.parse(List.of("--results", folder.toString())));
  }

  @Test
  void theTableHoldsEveryResult() throws IOException {
    String table = Files.readString(folder.resolve("table.md"));
    assertThat(table)
        .contains("| sustained | calls missing | = 0 | 7 | **FAIL** |")
        .contains("| sustained | calls missing | = 0 | 0 | pass |")
        .contains("| sustained | drift <p99> | < 250 ms | 12.35 ms | pass |")
        .contains("| `run <it>` |")
        .contains("| SHA-256 1650 MB/s, loopback 28.4 µs |");
  }

  @Test
  void thePageShowsTheLastResultOfEachName() throws IOException {
    String page = page();
    assertThat(page).contains("exact: calls missing</td>");
    assertThat(page).doesNotContain("<td>7</td>");
  }

  @Test
  void aTryOfTheCapacityIsNoMissedTarget() throws IOException {
    assertThat(page()).doesNotContain("FAIL").contains("<td>capacity-52500</td>");
  }

  @Test
  void everyChartIsDrawnAndEscaped() throws IOException {
    String page = page();
    assertThat(page.split("<svg", -1)).hasSize(1 + 4);
    assertThat(page).contains("drift &lt;p99&gt;").doesNotContain("<p99>");
    assertThat(page).contains("<path class=\"line s0\" d=\"M");
  }

  @Test
  void thePageAsksNobodyForAnything() throws IOException {
    assertThat(page()).doesNotContain("<script").doesNotContain("http").doesNotContain("url(");
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("index.html"));
  }

  private void write(String kind, String name, int second, int missing, boolean pass)
      throws IOException {
    String text =
        """
        {"kind": "%s", "case": "%s", "commit": "abc", "command": "run <it>",
         "startedAt": "2026-11-22T18:00:0%dZ", "pass": %s,
         "hardware": {"cpus": 2, "cpu": "A", "memory": "B", "disk": "ext4", "java": "25",
           "speed": {"sha256MbPerS": 1650, "loopbackRoundTripMicros": 28.4}},
         "server": {"jvmFlags": ["-Xmx1g"]},
         "checks": [
           {"name": "calls missing", "measured": %d, "relation": "=", "target": 0, "unit": "",
            "pass": %s},
           {"name": "drift <p99>", "measured": 12.345, "relation": "<", "target": 250,
            "unit": "ms", "pass": true}],
         "raw": {"jobs": 1000, "windowSeconds": 2,
           "samples": {"stepSeconds": 1, "ready": [0, 1], "processing": [0, 1],
             "settling": [2, 1], "arrived": [1000, 1000], "recorded": [999, 1000]},
           "receiver": {"window": {"driftMs": {"p50": 1, "p99": 2, "max": 3},
             "driftCurve": {"percent": [0, 50, 100], "ms": [0.2, 1, 3]}}}}}
        """
            .formatted(kind, name, second, pass, missing, missing == 0);
    Files.writeString(folder.resolve(name + "-" + second + ".json"), text);
  }
}
