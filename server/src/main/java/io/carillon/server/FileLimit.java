package io.carillon.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.carillon.server.config.CarillonConfig;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the calls under way, each of which may need a connection, and the API's own connections
 * below what the process may open.
 */
final class FileLimit {
  /** Kept from calls: half of it for the API's own connections, half for the store and the JVM. */
  static final int RESERVED = 512;

  private static final Logger LOG = LoggerFactory.getLogger(FileLimit.class);

  private FileLimit() {}

  /** The configuration, with lower limits when the process may open too little. */
  static CarillonConfig apply(CarillonConfig config) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? apply(config, unix.getMaxFileDescriptorCount())
        : config;
  }

  static CarillonConfig apply(CarillonConfig config, long filesMax) {
    int calls = config.engine().inFlightMax();
    long callsRoom = Math.max(filesMax / 2, filesMax - RESERVED);
    CarillonConfig lower = config;
    if (calls > callsRoom) {
      tell("engine-in-flight-max", calls, callsRoom, filesMax);
      lower = lower.withInFlightMax((int) callsRoom);
    }
    int connections = config.http().connectionsMax();
    long connectionsRoom = (filesMax - lower.engine().inFlightMax()) / 2;
    if (connections > connectionsRoom) {
      tell("http-connections-max", connections, connectionsRoom, filesMax);
      lower = lower.withConnectionsMax((int) connectionsRoom);
    }
    return lower;
  }

  private static void tell(String setting, int wanted, long room, long filesMax) {
    LOG.warn(
        "{} is lowered from {} to {}: the process may open {} files (ulimit -n)",
        setting,
        wanted,
        room,
        filesMax);
  }
}
