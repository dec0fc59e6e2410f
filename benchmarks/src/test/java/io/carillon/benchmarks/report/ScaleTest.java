package io.carillon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
  @Test
  void linearBeginsAtZeroAndEndsAtARoundNumber() {
    Scale scale = Scale.linear(29_998, 300, 0);
    assertThat(scale.ticks()).containsExactly(0.0, 10_000.0, 20_000.0, 30_000.0);
    assertThat(scale.at(0)).isEqualTo(300);
    assertThat(scale.at(15_000)).isEqualTo(150);
    assertThat(scale.at(30_000)).isZero();
  }

  @Test
  void logTakesWholePowersOfTen() {
    Scale scale = Scale.log(0.22, 480, 0, 400);
    assertThat(scale.ticks()).containsExactly(0.1, 1.0, 10.0, 100.0, 1_000.0);
    assertThat(scale.at(1)).isCloseTo(100, within(1e-9));
    assertThat(scale.at(10)).isCloseTo(200, within(1e-9));
  }

  @Test
  void valuesOutsideLieAtTheEnds() {
    Scale scale = Scale.log(1, 100, 0, 200);
    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(1e9)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, 0.003, 0.7, 1, 3, 9, 42, 60, 100, 600, 29_999, 30_001, 1e6, 12_345_678})
  void everyRangeHasAFewRoundTicksAndHoldsItsGreatestValue(double greatest) {
    Scale scale = Scale.linear(greatest, 0, 1);
    assertThat(scale.ticks()).hasSizeBetween(2, 7).isSorted();
    assertThat(scale.max()).isGreaterThanOrEqualTo(greatest);
    assertThat(scale.ticks().getLast()).isCloseTo(scale.max(), within(scale.max() * 1e-9));
  }

  @Test
  void aLogarithmOfZeroIsRefused() {
    assertThatThrownBy(() -> new Scale(true, 0, 10, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
