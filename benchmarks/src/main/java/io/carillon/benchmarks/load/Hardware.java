package io.carillon.benchmarks.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the numbers were measured on. */
public final class Hardware {
  private Hardware() {}

  /** To be asked for before a run, as it measures how fast the machine is at that time. */
  public static ObjectNode json() {
    ObjectNode hardware = parts();
    hardware.set("speed", MachineSpeed.json());
    return hardware;
  }

  private static ObjectNode parts() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("cpu", value("/proc/cpuinfo", "model name"))
        .put("cpus", Runtime.getRuntime().availableProcessors())
        .put("memory", value("/proc/meminfo", "MemTotal"))
        .put("disk", disk())
        .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .put("java", Runtime.version().toString());
  }

  /** File system type of the working folder: memory would make every sync free. */
  private static String disk() {
    try {
      return Files.getFileStore(Path.of("")).type();
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** The value of the first {@code name : value} line, or "unknown" where there is no /proc. */
  private static String value(String file, String name) {
    try {
      for (String line : Files.readAllLines(Path.of(file))) {
        if (line.startsWith(name)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
    } catch (IOException e) {
      // not Linux
    }
    return "unknown";
  }
}
