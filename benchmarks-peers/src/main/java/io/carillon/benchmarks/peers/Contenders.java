package io.carillon.benchmarks.peers;

import java.util.List;

/** Every scheduler that is compared, in the order of tables. */
final class Contenders {
  static final List<Contender> ALL =
      List.of(
          CarillonPeer.CONTENDER,
          SpringTimers.CONTENDER,
          QuartzPeer.IN_MEMORY,
          DbSchedulerPeer.CONTENDER,
          JobRunrPeer.CONTENDER,
          QuartzPeer.JDBC);

  private Contenders() {}

  static Contender named(String name) {
    return ALL.stream()
        .filter(contender -> contender.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no scheduler '%s': one of %s"
                        .formatted(name, ALL.stream().map(Contender::name).toList())));
  }
}
