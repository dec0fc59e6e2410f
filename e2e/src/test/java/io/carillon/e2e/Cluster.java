package io.carillon.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some nodes, each a process of its own, on one PostgreSQL database. */
final class Cluster implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path folder;
  private final Map<String, String> settings;
  private final Map<String, String> storeUrls = new HashMap<>();
  private final Map<String, ServerProcess> nodes = new LinkedHashMap<>();

  Cluster(Path folder, String storeUrl) {
    this(folder, storeUrl, Map.of());
  }

  /**
   * @param more settings of every node
   */
  Cluster(Path folder, String storeUrl, Map<String, String> more) {
    this.folder = folder;
    this.settings = new HashMap<>(more);
    settings.put("CARILLON_STORE_URL", storeUrl);
    settings.put("CARILLON_EGRESS_ALLOW", "127.0.0.1/32");
    settings.put("CARILLON_NODE_LEASE_MS", Long.toString(LEASE.toMillis()));
  }

  /** A node that is to be started goes its own way to the database. */
  void storeUrl(String name, String url) {
    storeUrls.put(name, url);
  }

  /** By the first word of its name a node may have some of the roles only. */
  private static String roles(String name) {
    return switch (name.substring(0, name.indexOf('-'))) {
      case "planner" -> "api,scheduler";
      case "worker" -> "worker";
      default -> "api,scheduler,worker";
    };
  }

  /** Starts those of the named nodes that do not run, and waits until all are ready. */
  void start(String... names) throws Exception {
    List<ServerProcess> starting = new ArrayList<>();
    for (String name : names) {
      ServerProcess node = nodes.get(name);
      if (node == null || !node.isAlive()) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("CARILLON_NODE_NAME", name);
        all.put("CARILLON_ROLES", roles(name));
        all.computeIfPresent("CARILLON_STORE_URL", (_, url) -> storeUrls.getOrDefault(name, url));
        node = ServerProcess.begin(folder, all);
        nodes.put(name, node);
        starting.add(node);
      }
    }
    for (ServerProcess node : starting) {
      node.awaitReady();
    }
    for (String name : names) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> api(name).get("/health/ready").status() == 200);
    }
  }

  /** Stops each of the named nodes, which ends well, and starts it again before the next. */
  void restartInTurn(String... names) throws Exception {
    for (String name : names) {
      assertThat(node(name).terminate(30)).isZero();
      start(name);
    }
  }

  ServerProcess node(String name) {
    ServerProcess node = nodes.get(name);
    if (node == null) {
      throw new IllegalArgumentException(name);
    }
    return node;
  }

  Api api(String name) {
    return new Api(node(name).url());
  }

  /** The nodes whose leases last, as one of them sees it. */
  List<String> alive(String asked) throws Exception {
    List<String> alive = new ArrayList<>();
    for (JsonNode node : api(asked).get("/nodes").json().get("nodes")) {
      if (node.get("isAlive").asBoolean()) {
        alive.add(node.get("name").asText());
      }
    }
    return alive;
  }

  void awaitAlive(String asked, String... names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(alive(asked)).containsExactly(names));
  }

  /** What the nodes wrote is kept as build output. */
  @Override
  public void close() throws IOException {
    Path logs =
        Files.createDirectories(Path.of("target", "cluster", folder.getFileName().toString()));
    for (Map.Entry<String, ServerProcess> node : nodes.entrySet()) {
      node.getValue().close();
      Files.writeString(logs.resolve(node.getKey() + ".log"), node.getValue().output());
    }
  }
}
