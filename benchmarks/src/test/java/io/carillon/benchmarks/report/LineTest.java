package io.carillon.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LineTest {
  private final Scale across = Scale.linear(10, 0, 100);
  private final Scale up = Scale.linear(1_000, 50, 0);

  @Test
  void pathMovesToTheFirstPointAndDrawsToTheOthers() {
    Line line = new Line("a", List.of(0.0, 2.5, 10.0), List.of(0.0, 500.0, 1_000.0));
    assertThat(line.path(across, up)).isEqualTo("M0 50L25 25L100 0");
  }

  @Test
  void coordinatesHaveOneDigitAndAPointInEveryLocale() {
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(Line.coordinate(12.345)).isEqualTo("12.3");
      assertThat(Line.coordinate(1234.04)).isEqualTo("1234");
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void eachXHasItsY() {
    assertThatThrownBy(() -> new Line("a", List.of(1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
