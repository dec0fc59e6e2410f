package io.carillon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdleWatchTest {
  private static final long START = 7_000_000_000L;

  private final IdleWatch watch = new IdleWatch(START);

  private void commit(int times) {
    for (int i = 0; i < times; i++) {
      watch.committed();
    }
  }

  @Test
  void fewCommitsBetweenTwoLooksAreIdle() {
    commit(IdleWatch.TRANSACTIONS_MAX);

    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS - 1)).as("not time yet").isFalse();
    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS)).isTrue();
    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS + 1)).as("the next look").isFalse();
  }

  @Test
  void moreCommitsAreNotAndCountForOneLook() {
    commit(IdleWatch.TRANSACTIONS_MAX + 1);

    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS)).isFalse();
    assertThat(watch.isIdle(START + 2 * IdleWatch.LOOK_NANOS)).isTrue();
  }
}
