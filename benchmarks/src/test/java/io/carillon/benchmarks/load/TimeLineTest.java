package io.carillon.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimeLineTest {
  @Test
  void growthComparesTheLastThirdWithTheFirst() {
    assertThat(TimeLine.growth(List.of(1.0, 2.0, 50.0, 60.0, 7.0, 8.0))).isEqualTo(6.0);
    assertThat(TimeLine.growth(Collections.nCopies(60, 1_000.0))).isZero();
  }

  @Test
  void theNumbersBetweenTheThirdsDoNotCount() {
    assertThat(TimeLine.growth(List.of(1.0, 99.0, 99.0, 1.0))).isZero();
  }

  @Test
  void aShrinkingBacklogHasNegativeGrowth() {
    assertThat(TimeLine.growth(List.of(9.0, 5.0, 1.0))).isEqualTo(-8.0);
  }

  @Test
  void twoNumbersTellNothing() {
    assertThat(TimeLine.growth(List.of(1.0, 99.0))).isZero();
  }

  @Test
  void fewNumbersStayAsTheyAre() {
    assertThat(values(TimeLine.thin(List.of(1.0, 2.5, 3.0)))).containsExactly(1.0, 2.5, 3.0);
  }

  @Test
  void manyNumbersBecomeTheirMeans() {
    List<Double> numbers = IntStream.range(0, 600).mapToObj(i -> (double) i).toList();
    assertThat(TimeLine.step(600)).isEqualTo(3);
    assertThat(values(TimeLine.thin(numbers))).hasSize(200).startsWith(1.0, 4.0).endsWith(598.0);
  }

  @Test
  void theLastPointMayStandForFewer() {
    List<Double> numbers = DoubleStream.iterate(0, i -> i + 1).limit(401).boxed().toList();
    assertThat(values(TimeLine.thin(numbers)))
        .hasSizeLessThanOrEqualTo(TimeLine.POINTS_MAX)
        .last()
        .satisfies(last -> assertThat(last).isCloseTo(399.5, within(0.01)));
  }

  private static List<Double> values(JsonNode array) {
    return IntStream.range(0, array.size()).mapToObj(i -> array.get(i).asDouble()).toList();
  }
}
