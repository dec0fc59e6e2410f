package io.carillon.server.config;

import static io.carillon.server.config.Settings.ENGINE_CATCH_UP_MAX;
import static io.carillon.server.config.Settings.ENGINE_CLAIM_AHEAD_MS;
import static io.carillon.server.config.Settings.ENGINE_DESTINATION_IN_FLIGHT_MAX;
import static io.carillon.server.config.Settings.ENGINE_HELD_MAX;
import static io.carillon.server.config.Settings.ENGINE_IN_FLIGHT_MAX;
import static io.carillon.server.config.Settings.ENGINE_MISFIRE_THRESHOLD_MS;
import static io.carillon.server.config.Settings.ENGINE_PLAN_AHEAD_MS;
import static io.carillon.server.config.Settings.ENGINE_PLAN_INTERVAL_MS;
import static io.carillon.server.config.Settings.ENGINE_RETRY_AFTER_MAX_MS;
import static io.carillon.server.config.Settings.ENGINE_SETTLE_BACKLOG_MAX;
import static io.carillon.server.config.Settings.ENGINE_SETTLE_BATCH_MAX;
import static io.carillon.server.config.Settings.INVOKER_CLIENT_CERTIFICATES;
import static io.carillon.server.config.Settings.INVOKER_CONNECT_TIMEOUT_MS;
import static io.carillon.server.config.Settings.INVOKER_EVENT_LOOPS;
import static io.carillon.server.config.Settings.INVOKER_FIRST_BYTE_TIMEOUT_MS;
import static io.carillon.server.config.Settings.INVOKER_RESPONSE_BYTES_MAX;
import static io.carillon.server.config.Settings.INVOKER_TLS_TIMEOUT_MS;
import static io.carillon.server.config.Settings.INVOKER_TRUST_CERTIFICATES;
import static io.carillon.server.config.Settings.INVOKER_TRUST_SYSTEM;
import static io.carillon.server.config.Settings.IO_TRANSPORT;

import io.carillon.core.Invalid;
import io.carillon.engine.EngineConfig;
import io.carillon.invoker.http.EgressPolicy;
import io.carillon.invoker.http.InvokerConfig;
import io.carillon.invoker.http.SocketTransport;

/** Makes the records of the engine and the invoker from settings. */
final class EngineParts {
  /** What a node that does not plan may have for each slot: it leaves the rest to its like. */
  private static final int HELD_BY_SLOT = 2;

  private static final int HELD_MIN = 1_000;

  private EngineParts() {}

  static EngineConfig engine(SettingValues values, String nodeName, RolesConfig roles) {
    int inFlightMax = values.get(ENGINE_IN_FLIGHT_MAX);
    int heldMax = values.get(ENGINE_HELD_MAX);
    if (!roles.scheduler()) {
      heldMax = Math.min(heldMax, Math.max(HELD_MIN, HELD_BY_SLOT * inFlightMax));
    }
    try {
      return new EngineConfig(
          nodeName,
          inFlightMax,
          values.get(ENGINE_DESTINATION_IN_FLIGHT_MAX),
          heldMax,
          values.get(ENGINE_CLAIM_AHEAD_MS),
          values.get(ENGINE_PLAN_AHEAD_MS),
          values.get(ENGINE_PLAN_INTERVAL_MS),
          values.get(ENGINE_SETTLE_BATCH_MAX),
          values.get(ENGINE_SETTLE_BACKLOG_MAX),
          values.get(ENGINE_RETRY_AFTER_MAX_MS),
          values.get(ENGINE_MISFIRE_THRESHOLD_MS),
          values.get(ENGINE_CATCH_UP_MAX),
          roles.ofEngine());
    } catch (IllegalArgumentException e) {
      throw new ConfigError("engine: " + e.getMessage());
    }
  }

  static InvokerConfig invoker(SettingValues values, EgressPolicy egress) {
    InvokerConfig usual = InvokerConfig.defaults(Version.NUMBER, egress);
    int loops = values.get(INVOKER_EVENT_LOOPS);
    return new InvokerConfig(
        usual.version(),
        loops == 0 ? usual.eventLoops() : loops,
        transport(values),
        new InvokerConfig.Timeouts(
            values.get(INVOKER_CONNECT_TIMEOUT_MS),
            values.get(INVOKER_TLS_TIMEOUT_MS),
            values.get(INVOKER_FIRST_BYTE_TIMEOUT_MS)),
        limits(values, usual.limits()),
        usual.keepAlive(),
        usual.resolving(),
        tls(values),
        egress,
        SecretTexts.signing(values));
  }

  private static InvokerConfig.Tls tls(SettingValues values) {
    try {
      return new InvokerConfig.Tls(
          values.get(INVOKER_TRUST_SYSTEM),
          values.get(INVOKER_TRUST_CERTIFICATES),
          values.get(INVOKER_CLIENT_CERTIFICATES));
    } catch (Invalid e) {
      throw ConfigError.of("invoker-", e);
    }
  }

  private static SocketTransport transport(SettingValues values) {
    SocketTransport transport = values.get(IO_TRANSPORT);
    try {
      transport.load();
    } catch (IllegalArgumentException e) {
      throw new ConfigError("io-transport: " + e.getMessage());
    }
    return transport;
  }

  private static InvokerConfig.Limits limits(SettingValues values, InvokerConfig.Limits usual) {
    return new InvokerConfig.Limits(
        values.get(INVOKER_RESPONSE_BYTES_MAX),
        usual.headerBytesMax(),
        Math.max(
            usual.inFlightPerDestinationMax(), values.get(ENGINE_DESTINATION_IN_FLIGHT_MAX) + 1),
        usual.connectingPerDestinationMax(),
        usual.idleConnectionsMax());
  }
}
