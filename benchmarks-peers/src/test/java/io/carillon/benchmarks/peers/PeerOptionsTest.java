package io.carillon.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.carillon.benchmarks.Arguments;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerOptionsTest {
  @Test
  void everySchedulerHasItsOwnTuningUnlessToldOtherwise() {
    for (Contender contender : Contenders.ALL) {
      PeerOptions options = options(contender);
      assertThat(options.tuning()).isEqualTo(contender.tuning());
      assertThat(options.firstRate()).isEqualTo(contender.pace().firstRate());
    }
    assertThat(options(QuartzPeer.JDBC, "--threads", "3").tuning())
        .isEqualTo(new Tuning(3, QuartzPeer.JDBC.tuning().connections()));
  }

  @Test
  void namesAreDistinctAndFindTheirScheduler() {
    assertThat(Contenders.ALL).extracting(Contender::name).doesNotHaveDuplicates();
    for (Contender contender : Contenders.ALL) {
      assertThat(Contenders.named(contender.name())).isSameAs(contender);
    }
    assertThatThrownBy(() -> Contenders.named("cron")).hasMessageContaining("quartz-jdbc");
  }

  @Test
  void wrongUseIsTold() {
    assertThat(Peers.run(List.of())).isEqualTo(2);
    assertThat(Peers.run(List.of("cron"))).isEqualTo(2);
    assertThat(Peers.run(List.of("quartz-ram", "--no-such-option", "1"))).isEqualTo(2);
    assertThat(Peers.run(List.of("quartz-ram", "--tries", "-1"))).isEqualTo(2);
  }

  private static PeerOptions options(Contender contender, String... words) {
    return PeerOptions.from(contender, Arguments.parse(List.of(words)));
  }
}
