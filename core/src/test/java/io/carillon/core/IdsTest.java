package io.carillon.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  private static final long SEED = 20_261_122L;

  @Test
  void executionIdsReadBackAndSortAsTheirKeys() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      ExecutionId one = new ExecutionId(random.nextLong(Long.MAX_VALUE));
      ExecutionId other = new ExecutionId(random.nextLong(Long.MAX_VALUE));
      assertThat(ExecutionId.parse(one.toString())).as("seed %s", SEED).contains(one);
      assertThat(Integer.signum(one.toString().compareTo(other.toString())))
          .as("seed %s", SEED)
          .isEqualTo(Long.compare(one.key(), other.key()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "zzzzzzzzzzzzz", "000000000000u", "0000000000000 ", "ABCDEFGHJKMNP"})
  void otherTextsAreNoExecutionIds(String text) {
    assertThat(ExecutionId.parse(text)).isEmpty();
  }

  @Test
  void executionKeysRiseWithTheScheduledSecond() {
    long early = ExecutionId.keyOf(1_000_999, (1L << ExecutionId.SEQUENCE_BITS) - 1);
    long late = ExecutionId.lowestKeyAt(1_001_000);
    assertThat(early).isLessThan(late);
    assertThat(ExecutionId.keyOf(4_000_000_000_000L, 7)).isPositive();
  }

  @Test
  void jobIdsAreUuidsOfVersionSevenInTheOrderOfTheirCreation() {
    JobId early = JobId.create(1_700_000_000_000L);
    JobId late = JobId.create(1_700_000_000_001L);
    assertThat(early.value().version()).isEqualTo(7);
    assertThat(early.value().variant()).isEqualTo(2);
    assertThat(early.toString()).isLessThan(late.toString());
    assertThat(JobId.parse(early.toString())).contains(early);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1-1-1-1-1", "not-a-uuid", "00000000-0000-0000-0000-00000000000g"})
  void otherTextsAreNoJobIds(String text) {
    assertThat(JobId.parse(text)).isEmpty();
  }
}
