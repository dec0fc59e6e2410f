package io.carillon.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL's primary dies and its standby is promoted under two nodes that know both addresses.
 */
final class FailoverTest {
  @TempDir Path folder;

  @Test
  void nothingIsLostWhenTheStandbyIsPromoted() throws Exception {
    try (Postgres primary = Postgres.start(folder.resolve("primary"))) {
      String database = primary.createDatabase();
      try (Postgres.Standby standby = primary.standby(folder.resolve("standby"));
          Cluster cluster = new Cluster(folder, primary.url(database, standby))) {
        cluster.start("node-a", "node-b");
        try (Traffic traffic = Traffic.begin(cluster, "node-a", "node-b")) {
          Instant fault = Instant.now();
          primary.stopAtOnce();
          standby.promote();

          traffic.awaitSeconds(8);
          traffic.awaitOnTime(fault, Duration.ofSeconds(15));
          cluster.start("node-a", "node-b"); // They run; waits until both are ready.
          traffic.audit("standby promoted after its primary crashed", "node-a", fault);
        }
      }
    }
  }
}
