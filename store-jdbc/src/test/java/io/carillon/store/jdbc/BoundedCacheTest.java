package io.carillon.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BoundedCacheTest {
  private final BoundedCache<Integer, String> cache = new BoundedCache<>(3, 10);

  @Test
  void theLeastRecentlyUsedMakesRoomForAnotherOne() {
    cache.put(1, "a", 1);
    cache.put(2, "b", 1);
    cache.put(3, "c", 1);
    assertThat(cache.get(1)).isEqualTo("a");

    cache.put(4, "d", 1);

    assertThat(cache.get(2)).isNull();
    assertThat(cache.get(1)).isEqualTo("a");
    assertThat(cache.get(3)).isEqualTo("c");
    assertThat(cache.get(4)).isEqualTo("d");
  }

  @Test
  void asManyMakeRoomAsALongOneNeeds() {
    cache.put(1, "a", 4);
    cache.put(2, "b", 4);

    cache.put(3, "c", 9);

    assertThat(cache.get(1)).isNull();
    assertThat(cache.get(2)).isNull();
    assertThat(cache.get(3)).isEqualTo("c");
  }

  @Test
  void whatIsTooLongByItselfIsNotKept() {
    cache.put(1, "a", 11);
    cache.put(2, "b", 10);

    assertThat(cache.get(1)).isNull();
    assertThat(cache.get(2)).isEqualTo("b");
  }

  @Test
  void aClearedOneHasAllItsRoom() {
    cache.put(1, "a", 10);
    cache.clear();

    cache.put(2, "b", 10);

    assertThat(cache.get(1)).isNull();
    assertThat(cache.get(2)).isEqualTo("b");
  }
}
