package io.carillon.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.port.NodeLoad;
import io.carillon.core.port.NodeLoad.Vitals;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many workers there should be follows from what there is. */
class WorkersDesiredTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # workers | slots  | inFlight | fullest | ready  | processor | memory | failures | desired
            0       | 10000  | 0        | 0       | 0      | 0         | 0      | 0        | 1
            0       | 10000  | 0        | 0       | 50000  | 0         | 0      | 0        | 1
            1       | 10000  | 0        | 0       | 0      | 0         | 0      | 0        | 1
            4       | 10000  | 0        | 0       | 0      | 0         | 0      | 0        | 1
            4       | 10000  | 0        | 0       | 0      | 35        | 0      | 0        | 2
            4       | 10000  | 0        | 0       | 0      | 0         | 64     | 0        | 4
            4       | 10000  | 0        | 0       | 0      | 70        | 0      | 0        | 4
            4       | 10000  | 0        | 0       | 0      | 75        | 0      | 0        | 4
            4       | 10000  | 0        | 0       | 0      | 100       | 0      | 0        | 6
            2       | 10000  | 0        | 0       | 2000   | 0         | 0      | 0        | 2
            2       | 10000  | 0        | 0       | 3000   | 0         | 0      | 0        | 3
            2       | 10000  | 0        | 0       | 900000 | 0         | 0      | 0        | 4
            2       | 20     | 0        | 0       | 60     | 0         | 0      | 0        | 3
            2       | 10000  | 0        | 0       | 900000 | 0         | 0      | 60       | 2
            4       | 10000  | 0        | 0       | 0      | 10        | 0      | 100      | 1
            2       | 10000  | 9000     | 0       | 0      | 0         | 0      | 0        | 3
            2       | 10000  | 4000     | 0       | 0      | 0         | 0      | 0        | 1
            2       | 10000  | 4100     | 0       | 0      | 0         | 0      | 0        | 2
            4       | 10000  | 0        | 0       | 0      | 0         | 100    | 0        | 5
            3       | 10000  | 1000     | 100     | 0      | 0         | 0      | 0        | 3
            4       | 10000  | 750      | 75      | 0      | 0         | 0      | 0        | 4
            4       | 10000  | 400      | 40      | 0      | 0         | 0      | 0        | 2
            3       | 10000  | 1000     | 100     | 4000   | 0         | 0      | 0        | 4
          """)
  void followsWhatWaitsAndWhatIsUsed(
      int workers,
      int slots,
      int inFlight,
      int fullest,
      long ready,
      int processor,
      int memory,
      int failures,
      int desired) {
    NodeLoad load =
        new NodeLoad(inFlight, 0, 0, slots, fullest, new Vitals(processor, memory, failures, ""));
    List<NodeLoad> loads = Collections.nCopies(workers, load);

    assertThat(WorkersDesired.of(loads, ready)).isEqualTo(desired);
  }
}
