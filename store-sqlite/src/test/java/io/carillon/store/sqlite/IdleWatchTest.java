package io.carillon.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IdleWatchTest {
  private static final long START = 7_000_000_000L;

  private final IdleWatch watch = new IdleWatch(START);

  @Test
  void fewWritesBetweenTwoLooksAreIdle() {
    watch.written(IdleWatch.OPERATIONS_MAX);

    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS - 1)).as("not time yet").isFalse();
    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS)).isTrue();
    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS + 1)).as("the next look").isFalse();
  }

  @Test
  void moreWritesAreNotAndCountForOneLook() {
    watch.written(IdleWatch.OPERATIONS_MAX);
    watch.written(1);

    assertThat(watch.isIdle(START + IdleWatch.LOOK_NANOS)).isFalse();
    assertThat(watch.isIdle(START + 2 * IdleWatch.LOOK_NANOS)).isTrue();
  }
}
