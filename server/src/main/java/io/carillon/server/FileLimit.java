package io.carillon.server;

import com.sun.management.UnixOperatingSystemMXBean;
import io.carillon.server.config.CarillonConfig;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the calls under way below what the process may open: each may need a connection. */
final class FileLimit {
  /** For the store, the API's own connections and the JVM. */
  static final int RESERVED = 512;

  private static final Logger LOG = LoggerFactory.getLogger(FileLimit.class);

  private FileLimit() {}

  /** The configuration, with a lower limit of calls when the process may open too little. */
  static CarillonConfig apply(CarillonConfig config) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? apply(config, unix.getMaxFileDescriptorCount())
        : config;
  }

  static CarillonConfig apply(CarillonConfig config, long filesMax) {
    int wanted = config.engine().inFlightMax();
    long room = Math.max(filesMax / 2, filesMax - RESERVED);
    if (wanted <= room) {
      return config;
    }
    LOG.warn(
        "engine-in-flight-max is lowered from {} to {}: the process may open {} files (ulimit -n)",
        wanted,
        room,
        filesMax);
    return config.withInFlightMax((int) room);
  }
}
