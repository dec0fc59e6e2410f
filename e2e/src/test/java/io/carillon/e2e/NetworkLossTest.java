package io.carillon.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The network goes without a word: connections do not end, they are silent. The database is on a
 * machine of its own; see {@link Network}.
 */
@Tag("long")
final class NetworkLossTest {
  @TempDir Path folder;

  @BeforeEach
  void needsTheRight() throws Exception {
    assumeThat(Network.isAllowed()).as("may make a network namespace").isTrue();
  }

  /** It still reaches the targets: only its lease keeps it from calling. */
  @Test
  void aNodeLosesTheDatabase() throws Exception {
    String[] nodes = {"node-a", "node-b", "node-c"};
    try (Network network = Network.create(2);
        Postgres postgres = Postgres.start(folder.resolve("postgres"), network)) {
      String database = postgres.createDatabase();
      try (Cluster cluster = new Cluster(folder, postgres.url(database))) {
        cluster.storeUrl("node-b", postgres.url(database, network.address(1)));
        cluster.start(nodes);
        try (Traffic traffic = Traffic.begin(cluster, nodes)) {
          Instant fault = Instant.now();
          network.cut(1);
          cluster.awaitAlive("node-a", "node-a", "node-c");
          traffic.awaitOnTime(fault, Cluster.LEASE.plusSeconds(5));

          network.heal(1);
          cluster.awaitAlive("node-a", nodes);
          traffic.awaitSeconds(3);
          traffic.audit("a node lost the database's network and found it again", "node-b", fault);
        }
      }
    }
  }

  @Test
  void thePrimaryVanishesAndTheStandbyIsPromoted() throws Exception {
    try (Network network = Network.create(1);
        Postgres primary = Postgres.start(folder.resolve("primary"), network)) {
      String database = primary.createDatabase();
      try (Postgres.Standby standby = primary.standby(folder.resolve("standby"));
          Cluster cluster = new Cluster(folder, primary.url(database, standby))) {
        cluster.start("node-a", "node-b");
        try (Traffic traffic = Traffic.begin(cluster, "node-a", "node-b")) {
          Instant fault = Instant.now();
          network.cut(0);
          standby.promote();

          traffic.awaitSeconds(8);
          traffic.awaitOnTime(fault, Duration.ofSeconds(30));
          cluster.start("node-a", "node-b"); // They run; waits until both are ready.
          traffic.audit(
              "the primary's machine vanished, its standby was promoted", "node-a", fault);
        }
      }
    }
  }
}
