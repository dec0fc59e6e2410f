package io.carillon.benchmarks.peers;

import java.nio.file.Path;

/**
 * One scheduler of the comparison.
 *
 * @param name the word for it on the command line and in file names
 * @param title how it is called in tables
 * @param library a class of its jar, which tells the version
 * @param durable what is on disk, and when
 * @param note what a reader must know to judge its numbers
 */
record Contender(
    String name,
    String title,
    Class<?> library,
    String durable,
    String note,
    Tuning tuning,
    Pace pace,
    Opener opener) {
  /** Starts the scheduler on an empty store. */
  interface Opener {
    Peer open(Equipment equipment);
  }

  /** File name of the library's jar, version included. */
  String jar() {
    var source = library.getProtectionDomain().getCodeSource();
    return source == null
        ? "unknown"
        : Path.of(source.getLocation().getPath()).getFileName().toString();
  }
}
