package io.carillon.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.carillon.benchmarks.load.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerTableTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void ratiosAreToCarillon() throws IOException {
    String table =
        PeerTable.of(
            List.of(
                document("carillon", "2027-01-01", 200, 20_000),
                document("quartz-jdbc", "2027-01-01", 30_000, 300)));
    assertThat(table)
        .contains("| carillon | 200 ms | 1.00 | 0 | 7 | 20,000 | 1.00 | 900 ms | 40,000 |")
        .contains("| quartz-jdbc | 30,000 ms | 150 | 0 | 7 | 300 | 0.015 | 900 ms | 600 |");
  }

  @Test
  void withoutCarillonThereAreNoRatios() throws IOException {
    assertThat(PeerTable.of(List.of(document("jobrunr", "2027-01-01", 9_000, 1_000))))
        .contains("| jobrunr | 9,000 ms | - | 0 | 7 | 1,000 | - | 900 ms | 2,000 |");
  }

  @Test
  void whatWasNotMeasuredIsADash() throws IOException {
    JsonNode nothing = JSON.readTree("{\"raw\":{\"scheduler\":\"jobrunr\",\"title\":\"JobRunr\"}}");
    assertThat(PeerTable.of(List.of(nothing)))
        .contains("| JobRunr | - | - | - | - | - | - | - | - |");
  }

  @Test
  void theNewestResultOfEachSchedulerCounts() throws IOException {
    ResultFile.write(
        folder.resolve("peers-jobrunr-2.json"), document("jobrunr", "2027-01-02", 2, 2));
    ResultFile.write(
        folder.resolve("peers-jobrunr-1.json"), document("jobrunr", "2027-01-01", 1, 1));
    ResultFile.write(
        folder.resolve("peers-carillon-1.json"), document("carillon", "2027-01-01", 1, 1));
    assertThat(PeerResults.newest(folder))
        .extracting(it -> it.path("case").asText() + " " + it.path("startedAt").asText())
        .containsExactly("peers-carillon 2027-01-01", "peers-jobrunr 2027-01-02");
  }

  private static JsonNode document(String name, String startedAt, int lastCallMs, int passed)
      throws IOException {
    return JSON.readTree(
        """
        {"case": "peers-%1$s", "startedAt": "%2$s", "commit": "abc", "raw": {
          "scheduler": "%1$s", "title": "%1$s",
          "burst": {"lastCallMs": %3$d, "receiver": {"missing": 0, "early": 7}},
          "sustained": {"passedPerSecond": %4$d, "failedPerSecond": %5$d, "tries": [
            {"jobs": %5$d, "pass": false, "receiver": {"driftMs": {"p99": 2000}}},
            {"jobs": %4$d, "pass": true, "receiver": {"driftMs": {"p99": 900}}}]}}}
        """
            .formatted(name, startedAt, lastCallMs, passed, 2 * passed));
  }
}
