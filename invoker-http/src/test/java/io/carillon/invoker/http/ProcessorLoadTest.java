package io.carillon.invoker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.core.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorLoadTest {
  private double all;
  private double own;
  private long nowNanos = 7;
  private int measurements;
  private final ProcessorLoad load =
      new ProcessorLoad(
          () -> {
            measurements++;
            return all;
          },
          () -> own,
          new Clock() {
            @Override
            public long wallMs() {
              throw new AssertionError("the wall clock does not matter here");
            }

            @Override
            public long monotonicNanos() {
              return nowNanos;
            }
          });

  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "0.85, 0.34, true",
    "0.84, 0.84, false",
    "1, 0.33, false", // others keep them busy
    "-1, -1, false", // unknown
    "NaN, NaN, false",
  })
  void isSaturatedByOurOwnWork(double all, double own, boolean expected) {
    this.all = all;
    this.own = own;
    assertThat(load.getAsBoolean()).isEqualTo(expected);
  }

  @Test
  void isMeasuredOnceInAWhile() {
    all = 1;
    own = 1;
    assertThat(load.getAsBoolean()).isTrue();
    all = 0;
    nowNanos += ProcessorLoad.INTERVAL_NANOS - 1;
    assertThat(load.getAsBoolean()).isTrue();
    assertThat(measurements).isEqualTo(1);
    nowNanos++;
    assertThat(load.getAsBoolean()).isFalse();
    assertThat(measurements).isEqualTo(2);
  }
}
