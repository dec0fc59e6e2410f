package io.carillon.benchmarks.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobIndexTest {
  @Test
  void numbersStayTheSameWhileTheIndexGrows() {
    JobIndex index = new JobIndex();
    int jobs = 100_000;
    for (int i = 0; i < jobs; i++) {
      assertThat(index.numberOf(i, 7)).isEqualTo(i);
    }
    for (int i = 0; i < jobs; i++) {
      assertThat(index.numberOf(i, 7)).isEqualTo(i);
    }
    assertThat(index.numberOf(0, 8)).isEqualTo(jobs);
  }
}
