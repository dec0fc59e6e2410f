package io.carillon.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CPU time, memory and start of another process, from Linux's /proc. */
final class ProcessStats {
  /** USER_HZ, which Linux fixes at 100 for what it shows in /proc. */
  private static final long TICK_MS = 10;

  private final Path folder;

  ProcessStats(int pid) {
    this.folder = Path.of("/proc", Integer.toString(pid));
  }

  /** User and system time since the process began. */
  long cpuMs() {
    String stat = read("stat");
    // The name in parentheses may hold spaces; utime and stime are fields 14 and 15.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MS;
  }

  double rssMb() {
    return status("VmRSS:");
  }

  /** The most that the process ever had. */
  double peakRssMb() {
    return status("VmHWM:");
  }

  /** The program and its words; empty for a process that has none, or that ended. */
  List<String> commandLine() {
    return words("cmdline");
  }

  /** The environment with which the process was started. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (String word : words("environ")) {
      int sign = word.indexOf('=');
      if (sign > 0) {
        environment.put(word.substring(0, sign), word.substring(sign + 1));
      }
    }
    return environment;
  }

  /** What the kernel keeps with a NUL behind each word. */
  private List<String> words(String file) {
    return Arrays.stream(read(file).split("\0", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private double status(String name) {
    for (String line : read("status").split("\n", -1)) {
      if (line.startsWith(name)) {
        String kb = line.substring(name.length()).replace("kB", "").strip();
        return Math.round(Long.parseLong(kb) / 102.4) / 10.0;
      }
    }
    throw new IllegalStateException(name + " not found in " + folder);
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("is the process still running? " + folder, e);
    }
  }
}
