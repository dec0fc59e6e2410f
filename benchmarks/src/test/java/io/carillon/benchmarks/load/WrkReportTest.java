package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkReportTest {
  private static final String GOOD =
      """
      Running 10s test @ http://127.0.0.1:9100/hook
        1 threads and 64 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency   332.11us  101.02us   6.86ms   92.36%
          Req/Sec   190.11k     4.53k  197.67k    84.16%
        Latency Distribution
           50%  321.00us
           99%  612.00us
        1910543 requests in 10.10s, 178.55MB read
      Requests/sec: 189161.70
      Transfer/sec:     17.68MB
      """;

  @Test
  void readsThePace() {
    assertThat(WrkReport.parse(GOOD)).isEqualTo(new WrkReport(189_161.70, 1_910_543, 0.612, 0));
  }

  @Test
  void readsTimesInEveryUnit() {
    assertThat(WrkReport.parse(GOOD.replace("612.00us", "6.12ms")).p99Ms()).isEqualTo(6.12);
    assertThat(WrkReport.parse(GOOD.replace("612.00us", "1.50s")).p99Ms()).isEqualTo(1_500);
  }

  @Test
  void addsUpWhatWentWrong() {
    String bad =
        GOOD.replace(
            "Requests/sec",
            """
              Socket errors: connect 1, read 20, write 300, timeout 4000
              Non-2xx or 3xx responses: 50000
            Requests/sec""");
    assertThat(WrkReport.parse(bad).errors()).isEqualTo(54_321);
  }

  @Test
  void anotherTextIsRefused() {
    assertThatThrownBy(() -> WrkReport.parse("unable to connect to 127.0.0.1:9100"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unable to connect");
  }
}
