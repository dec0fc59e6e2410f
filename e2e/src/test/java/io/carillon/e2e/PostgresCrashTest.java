package io.carillon.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same with the store on PostgreSQL. */
@Order(4)
@SuppressWarnings("NullAway.Init") // set before all tests
final class PostgresCrashTest extends CrashTest {
  @TempDir static Path folder;
  private static Postgres postgres;
  private String database;

  @BeforeAll
  static void start() throws Exception {
    postgres = Postgres.start(folder.resolve("postgres"));
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
  }

  @BeforeEach
  void createDatabase() throws Exception {
    database = postgres.createDatabase();
  }

  @AfterEach
  void dropDatabase() throws Exception {
    postgres.dropDatabase(database);
  }

  @Override
  @Test
  @Tag("long")
  void survivesKillsAtRandomMomentsUnderLoad() throws Exception {
    killAtRandomMoments();
  }

  /** Those at a commit: at the others the store has no part. The long tests take all. */
  static List<Failpoint> failpoints() {
    return Integer.getInteger("carillon.kills") == null
        ? List.of(Failpoint.AFTER_PLAN, Failpoint.AFTER_START, Failpoint.AFTER_SETTLE)
        : List.of(Failpoint.values());
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "CARILLON_STORE_URL",
        postgres.url(database),
        "CARILLON_NODE_LEASE_MS", // that a start after a kill waits for
        Long.toString(Cluster.LEASE.toMillis()));
  }
}
