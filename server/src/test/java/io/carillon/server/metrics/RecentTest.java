package io.carillon.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.port.OutcomeCounts.Counts;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class RecentTest {
  private static final Recent ONE =
      new Recent(new Counts(1, 2, 3, 4), new Counts(5, 6, 7, 8), 9, of(1, 2, 1_000), of(40), true);
  private static final Recent OTHER =
      new Recent(new Counts(10, 0, 0, 0), new Counts(20, 0, 0, 1), 30, of(3), of(), false);

  private static Histogram of(long... values) {
    RollingHistogram rolling = new RollingHistogram(3_600_000);
    for (long value : values) {
      rolling.record(value);
    }
    rolling.rotate();
    return rolling.whole();
  }

  @Test
  void isReadAsItWasWritten() {
    Recent read = Recent.decode(ONE.encode()).orElseThrow();

    assertThat(read.minute()).isEqualTo(ONE.minute());
    assertThat(read.hour()).isEqualTo(ONE.hour());
    assertThat(read.retries()).isEqualTo(9);
    assertThat(read.driftMs()).isEqualTo(ONE.driftMs());
    assertThat(read.durationMs()).isEqualTo(ONE.durationMs());
    assertThat(read.isListening()).isTrue();
    assertThat(Recent.decode(OTHER.encode()).orElseThrow().isListening()).isFalse();
    assertThat(ONE.encode()).hasSizeLessThan(1_000);
  }

  @Test
  void twoNodesDidWhatBothDid() {
    Recent both = ONE.plus(OTHER);

    assertThat(both.minute()).isEqualTo(new Counts(11, 2, 3, 4));
    assertThat(both.hour()).isEqualTo(new Counts(25, 6, 7, 9));
    assertThat(both.retries()).isEqualTo(39);
    assertThat(both.driftMs()).isEqualTo(of(1, 2, 3, 1_000));
    assertThat(both.durationMs()).isEqualTo(of(40));
    assertThat(both.isListening()).isTrue();
    assertThat(ONE.driftMs()).as("not changed").isEqualTo(of(1, 2, 1_000));
  }

  @Test
  void aHistogramOfAnotherRangeIsAddedToo() {
    Histogram wide = new Histogram(100_000_000, 2);
    wide.recordValue(90_000_000);
    Recent other = new Recent(Counts.NONE, Counts.NONE, 0, wide, of(), false);

    assertThat(ONE.plus(other).driftMs().getMaxValue()).isGreaterThanOrEqualTo(90_000_000);
  }

  @Test
  void whatIsNotUnderstoodIsPassedOver() {
    assertThat(Recent.decode("")).isEmpty();
    assertThat(Recent.decode("{")).isEmpty();
    assertThat(Recent.decode("{\"minute\":[1,2,3,4]}")).isEmpty();
    assertThat(Recent.decode(ONE.encode().replace("driftMs\":\"", "driftMs\":\"AAAA"))).isEmpty();
  }
}
