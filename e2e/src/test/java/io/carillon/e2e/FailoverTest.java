package io.carillon.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL's primary is lost and its standby is promoted under two nodes that know both
 * addresses.
 */
final class FailoverTest {
  @TempDir Path folder;

  @FunctionalInterface
  private interface Fault {
    void happen() throws Exception;
  }

  @Test
  void nothingIsLostWhenTheStandbyIsPromoted() throws Exception {
    try (Postgres primary = Postgres.start(folder.resolve("primary"))) {
      failOver(
          primary,
          primary::stopAtOnce,
          Duration.ofSeconds(15),
          "standby promoted after its primary crashed");
    }
  }

  /** Connections do not end, they are silent. */
  @Test
  @Tag("long")
  void nothingIsLostWhenThePrimaryVanishes() throws Exception {
    try (Network network = Network.create(1);
        Postgres primary = Postgres.start(folder.resolve("primary"), network)) {
      failOver(
          primary,
          () -> network.cut(0),
          Duration.ofSeconds(30),
          "the primary's machine vanished, its standby was promoted");
    }
  }

  private void failOver(Postgres primary, Fault fault, Duration lateMax, String name)
      throws Exception {
    String database = primary.createDatabase();
    try (Postgres.Standby standby = primary.standby(folder.resolve("standby"));
        Cluster cluster = new Cluster(folder, primary.url(database, standby))) {
      cluster.start("node-a", "node-b");
      try (Traffic traffic = Traffic.begin(cluster, "node-a", "node-b")) {
        Instant faultAt = Instant.now();
        fault.happen();
        standby.promote();

        traffic.awaitSeconds(8);
        traffic.awaitOnTime(faultAt, lateMax);
        cluster.start("node-a", "node-b"); // They run; waits until both are ready.
        traffic.audit(name, "node-a", faultAt);
      }
    }
  }
}
