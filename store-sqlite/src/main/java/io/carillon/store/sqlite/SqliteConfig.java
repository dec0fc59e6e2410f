package io.carillon.store.sqlite;

import io.carillon.core.Invalid;

/**
 * Settings of the embedded store. Immutable.
 *
 * @param readers connections that read, 1 to 32, a thread each
 * @param writerCacheBytes page cache of the writer
 * @param readerCacheBytes page cache of each reader
 * @param mmapBytes how much of the file each connection maps; 0 maps nothing
 * @param busyTimeoutMs how long to wait for another process that locks the file
 * @param walCheckpointPages pages in the write-ahead log from which checkpoints are made
 * @param walAlarmPages pages in the write-ahead log from which the log complains
 * @param snapshotsMax compiled job versions that are kept in memory for planning
 */
public record SqliteConfig(
    int readers,
    long writerCacheBytes,
    long readerCacheBytes,
    long mmapBytes,
    int busyTimeoutMs,
    int walCheckpointPages,
    int walAlarmPages,
    int snapshotsMax) {
  /** What is used unless something else is asked for. */
  public static final SqliteConfig DEFAULT =
      new SqliteConfig(3, 64L << 20, 16L << 20, 0, 2_000, 20_000, 100_000, 65_536);

  public SqliteConfig {
    Invalid.unless(readers >= 1 && readers <= 32, "readers", "must be 1 to 32");
    Invalid.unless(writerCacheBytes >= 1 << 20, "writerCacheBytes", "must be 1 MiB or more");
    Invalid.unless(readerCacheBytes >= 1 << 20, "readerCacheBytes", "must be 1 MiB or more");
    Invalid.unless(mmapBytes >= 0, "mmapBytes", "must not be negative");
    Invalid.unless(busyTimeoutMs >= 0, "busyTimeoutMs", "must not be negative");
    Invalid.unless(walCheckpointPages >= 100, "walCheckpointPages", "must be 100 or more");
    Invalid.unless(
        walAlarmPages >= walCheckpointPages,
        "walAlarmPages",
        "must not be below walCheckpointPages");
    Invalid.unless(snapshotsMax >= 1, "snapshotsMax", "must be 1 or more");
  }
}
