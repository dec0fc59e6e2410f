package io.carillon.server;

import io.carillon.core.Clock;
import io.carillon.core.JobDefinition;
import io.carillon.core.RetryPolicy;
import io.carillon.core.Target;
import io.carillon.core.port.NodeLoad;
import io.carillon.server.api.ServerInfo;
import io.carillon.server.config.CarillonConfig;
import io.carillon.server.config.Version;
import io.carillon.server.json.Json;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Says what this server is. */
final class Infos {
  private Infos() {}

  static ServerInfo of(CarillonConfig config, Supplier<NodeLoad> load, Clock clock) {
    return new ServerInfo(
        Version.NUMBER,
        Version.BUILD,
        config.engine().nodeName(),
        clock.now(),
        config.roles().names(),
        limits(config),
        load);
  }

  private static SortedMap<String, Long> limits(CarillonConfig config) {
    SortedMap<String, Long> limits = new TreeMap<>();
    limits.put("requestBytesMax", (long) config.http().bodyBytesMax());
    limits.put("batchBytesMax", (long) config.http().batchBytesMax());
    limits.put("jsonDepthMax", (long) Json.DEPTH_MAX);
    limits.put("bodyCharsMax", (long) Target.Body.CHARS_MAX);
    limits.put("timeoutMsMax", JobDefinition.TIMEOUT_MS_MAX);
    limits.put("retryCountMax", (long) RetryPolicy.RETRY_COUNT_MAX);
    limits.put("responseBytesMax", (long) config.invoker().limits().responseBytesReadMax());
    limits.put("inFlightMax", (long) config.engine().inFlightMax());
    limits.put("destinationInFlightMax", (long) config.engine().destinationInFlightMax());
    limits.put("heldMax", (long) config.engine().heldMax());
    limits.put("retentionDays", config.retention().age().toDays());
    limits.put("retentionRowsMax", config.retention().rowsMax());
    return limits;
  }
}
