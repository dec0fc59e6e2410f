package io.carillon.server.config;

import static io.carillon.server.config.Settings.EGRESS_ALLOW;
import static io.carillon.server.config.Settings.NODE_NAME;
import static io.carillon.server.config.Settings.SHUTDOWN_GRACE_MS;

import io.carillon.engine.EngineConfig;
import io.carillon.invoker.http.EgressPolicy;
import io.carillon.invoker.http.InvokerConfig;
import io.carillon.queue.redis.RedisConfig;
import io.carillon.server.access.OidcConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that the server is told, by component. Immutable.
 *
 * @param queue between nodes that plan and nodes that call
 * @param roles what this node does
 * @param oidc whose tokens let people in
 * @param shutdownGrace how long a stop waits for calls under way
 */
public record CarillonConfig(
    HttpConfig http,
    StoreConfig store,
    EngineConfig engine,
    InvokerConfig invoker,
    AlertConfig alerts,
    RetentionConfig retention,
    EventsConfig events,
    LogConfig log,
    Optional<RedisConfig> queue,
    RolesConfig roles,
    Optional<OidcConfig> oidc,
    Duration shutdownGrace) {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  /** The configuration with another limit of calls under way. */
  public CarillonConfig withInFlightMax(int inFlightMax) {
    EngineConfig lower =
        new EngineConfig(
            engine.nodeName(),
            inFlightMax,
            Math.min(engine.destinationInFlightMax(), inFlightMax),
            engine.heldMax(),
            engine.claimAheadMs(),
            engine.planAheadMs(),
            engine.planIntervalMs(),
            engine.settleBatchMax(),
            engine.settleBacklogMax(),
            engine.retryAfterMaxMs(),
            engine.misfireThresholdMs(),
            engine.catchUpMax(),
            engine.roles());
    return with(http, lower);
  }

  /** The configuration with another limit of the API's connections. */
  public CarillonConfig withConnectionsMax(int max) {
    return with(http.withConnectionsMax(max), engine);
  }

  private CarillonConfig with(HttpConfig otherHttp, EngineConfig otherEngine) {
    return new CarillonConfig(
        otherHttp,
        store,
        otherEngine,
        invoker,
        alerts,
        retention,
        events,
        log,
        queue,
        roles,
        oidc,
        shutdownGrace);
  }

  static CarillonConfig of(SettingValues values) {
    RolesConfig roles = RolesConfig.of(values);
    HttpConfig http = HttpConfig.of(values);
    String nodeName = nodeName(values);
    StoreConfig store = store(values, nodeName, roles);
    return new CarillonConfig(
        http,
        store,
        EngineParts.engine(values, nodeName, roles),
        EngineParts.invoker(values, egress(values, http, roles)),
        AlertConfig.of(values),
        RetentionConfig.of(values),
        EventsConfig.of(values),
        LogConfig.of(values),
        queue(values, store),
        roles,
        OidcSettings.of(values),
        Duration.ofMillis(values.get(SHUTDOWN_GRACE_MS)));
  }

  private static StoreConfig store(SettingValues values, String nodeName, RolesConfig roles) {
    StoreConfig store = StoreConfig.of(values, nodeName, roles);
    if (store instanceof StoreConfig.Sqlite && !roles.isAll()) {
      throw new ConfigError(
          "roles: a node on a file has to be all of them; others can share jdbc:postgresql:");
    }
    return store;
  }

  private static Optional<RedisConfig> queue(SettingValues values, StoreConfig store) {
    Optional<RedisConfig> queue = QueueConfig.of(values);
    if (store instanceof StoreConfig.Sqlite && queue.isPresent()) {
      throw new ConfigError("queue-url: nodes can share work on jdbc:postgresql: only");
    }
    return queue;
  }

  /**
   * While only this machine reaches the API, its own and private addresses may be called. Of a node
   * that does not serve it nobody knows who reaches those that do.
   */
  private static EgressPolicy egress(SettingValues values, HttpConfig http, RolesConfig roles) {
    try {
      return EgressPolicy.of(values.get(EGRESS_ALLOW), http.isOfThisMachine() && roles.api());
    } catch (IllegalArgumentException e) {
      throw new ConfigError("egress-allow: " + e.getMessage());
    }
  }

  private static String nodeName(SettingValues values) {
    String name = values.get(NODE_NAME);
    if (!name.isBlank()) {
      return name;
    }
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException _) {
      return "node";
    }
  }
}
