package io.carillon.e2e;

import java.nio.file.Path;
import java.time.Instant;
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
}
