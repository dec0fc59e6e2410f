package io.carillon.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RateSearchTest {
  @Test
  void doublesUntilARateFailsThenTakesTheMiddle() {
    RateSearch search = new RateSearch(1_000, 5);
    assertThat(rates(search, 3_100)).containsExactly(1_000, 2_000, 4_000, 3_000, 3_500);
    assertThat(search.passed()).hasValue(3_000);
    assertThat(search.failed()).hasValue(3_500);
  }

  @Test
  void halvesWhileRatesFail() {
    RateSearch search = new RateSearch(400, 5);
    assertThat(rates(search, 130)).containsExactly(400, 200, 100, 150, 125);
    assertThat(search.passed()).hasValue(125);
    assertThat(search.failed()).hasValue(150);
  }

  @Test
  void endsWithoutUsingAllTriesWhenTheBoundsAreClose() {
    RateSearch search = new RateSearch(1_000, 20);
    assertThat(rates(search, 3_100)).containsExactly(1_000, 2_000, 4_000, 3_000, 3_500, 3_250);
    assertThat(search.next()).isEmpty();
  }

  @Test
  void findsNothingWhenNothingPasses() {
    RateSearch search = new RateSearch(30, 20);
    assertThat(rates(search, 0)).containsExactly(30, 15);
    assertThat(search.passed()).isEmpty();
    assertThat(search.failed()).hasValue(15);
  }

  @Test
  void hasNoUpperBoundWhenAllTriesPass() {
    RateSearch search = new RateSearch(10, 3);
    assertThat(rates(search, Integer.MAX_VALUE)).containsExactly(10, 20, 40);
    assertThat(search.passed()).hasValue(40);
    assertThat(search.failed()).isEmpty();
  }

  @Test
  void refusesWhatItCannotSearch() {
    assertThatThrownBy(() -> new RateSearch(9, 5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RateSearch(10, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The rates that are tried of a scheduler that passes up to {@code capacity}. */
  private static List<Integer> rates(RateSearch search, int capacity) {
    List<Integer> rates = new ArrayList<>();
    for (OptionalInt rate = search.next(); rate.isPresent(); rate = search.next()) {
      rates.add(rate.getAsInt());
      search.tried(rate.getAsInt() <= capacity);
    }
    return rates;
  }
}
