package io.carillon.benchmarks.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is the same work: the libraries agree on the next fires of every pattern. */
class LibraryTest {
  /** Until the clocks of the zone change. */
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private static List<Instant> next(Library library, Pattern pattern) {
    Library.Search search = library.search(pattern.expression(), ZoneId.of(NextFire.ZONE));
    List<Instant> fires = new ArrayList<>();
    long atMs = START.toEpochMilli();
    for (int i = 0; i < 3; i++) {
      atMs = search.next(atMs);
      fires.add(Instant.ofEpochMilli(atMs));
    }
    return fires;
  }

  @ParameterizedTest
  @EnumSource
  void allAgree(Pattern pattern) {
    List<Instant> fires = next(Library.CARILLON, pattern);

    assertThat(fires).doesNotHaveDuplicates().isSorted();
    for (Library library : Library.values()) {
      assertThat(next(library, pattern)).as("%s", library).isEqualTo(fires);
    }
  }
}
