package io.carillon.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void aPercentIsTheShareOfCallsWithAtMostSoManyMilliseconds() {
    Histogram micros = new Histogram(3);
    for (int i = 1; i <= 1_000; i++) {
      micros.recordValue(i);
    }
    Curve curve = Curve.of(micros);
    assertThat(curve.percent()).hasSizeLessThanOrEqualTo(200).isSorted().endsWith(100.0);
    assertThat(curve.ms()).isSorted();
    assertThat(curve.ms().get(curve.percent().indexOf(50.0))).isEqualTo(0.5);
    assertThat(curve.ms().get(curve.percent().indexOf(99.9))).isEqualTo(0.999);
    assertThat(curve.ms().getLast()).isEqualTo(1.0);
  }

  @Test
  void ofNothingIsEmpty() {
    assertThat(Curve.of(new Histogram(3)).percent()).isEmpty();
  }

  @Test
  void bothListsHaveOneLength() {
    assertThatThrownBy(() -> new Curve(List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
