package io.carillon.core;

import static io.carillon.core.ExecutionState.PENDING;
import static io.carillon.core.ExecutionState.RETRYING;
import static io.carillon.core.ExecutionState.RUNNING;
import static io.carillon.core.ExecutionState.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutionStateTest {
  @ParameterizedTest
  @EnumSource
  void nothingFollowsATerminalStateAndSomethingEveryOther(ExecutionState state) {
    boolean ends = true;
    for (ExecutionState next : ExecutionState.values()) {
      ends &= !state.mayBecome(next);
    }
    assertThat(ends).isEqualTo(state.isTerminal());
  }

  @ParameterizedTest
  @EnumSource
  void nothingGoesBackToPending(ExecutionState state) {
    assertThat(state.mayBecome(PENDING)).isFalse();
  }

  @Test
  void onlyWhatWasNeverSentIsSkipped() {
    assertThat(PENDING.mayBecome(SKIPPED)).isTrue();
    assertThat(RUNNING.mayBecome(SKIPPED)).isFalse();
    assertThat(RETRYING.mayBecome(SKIPPED)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void codesReadBack(ExecutionState state) {
    assertThat(ExecutionState.ofCode(state.code())).isEqualTo(state);
  }
}
