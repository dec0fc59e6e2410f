package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * The embedded store: one file in a folder of its own, used by one process. Thread-safe. Writes
 * that were answered survive a crash.
 */
public final class SqliteStore implements AutoCloseable {
  private final StoreFile file;
  private final Checkpointer checkpointer;
  private final Writer writer;
  private final Readers readers;
  private final SqliteLedger ledger;
  private final SqliteJobs jobs;
  private final SqliteHistory history;
  private final SqliteAlerts alerts;
  private final Clock clock;

  private SqliteStore(
      StoreFile file, Checkpointer checkpointer, Writer writer, Readers readers, Clock clock) {
    this.file = file;
    this.checkpointer = checkpointer;
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
    ledger = new SqliteLedger(writer, readers, clock);
    jobs = new SqliteJobs(writer, readers, clock);
    history = new SqliteHistory(readers);
    alerts = new SqliteAlerts(writer, readers, clock);
  }

  /** Opens the file that a path or a {@code jdbc:sqlite:} URL names. */
  public static SqliteStore open(String url, Clock clock, SqliteConfig config) throws IOException {
    return open(StoreFile.pathOf(url), clock, config, CommitListener.NONE);
  }

  /** Opens the file, without a listener. */
  public static SqliteStore open(Path file, Clock clock, SqliteConfig config) throws IOException {
    return open(file, clock, config, CommitListener.NONE);
  }

  /**
   * Opens the file, creates it and its folder when they do not exist, readable by the owner only,
   * and brings its tables up to date.
   *
   * @throws IOException when the file cannot be used, with the reason: another process has it, its
   *     folder cannot be written, it is no store
   */
  public static SqliteStore open(
      Path file, Clock clock, SqliteConfig config, CommitListener listener) throws IOException {
    StoreFile locked = StoreFile.open(file);
    try {
      Connections connections = new Connections(locked.jdbcUrl(), config);
      Migrations.run(connections.migrator());
      return open(locked, connections, clock, config, listener);
    } catch (SQLException | RuntimeException e) {
      locked.close();
      throw new IOException("the store " + locked.path + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static SqliteStore open(
      StoreFile file,
      Connections connections,
      Clock clock,
      SqliteConfig config,
      CommitListener listener)
      throws SQLException {
    Checkpointer checkpointer = new Checkpointer(connections, config);
    try {
      Writer writer = new Writer(connections, config.snapshotsMax(), clock, checkpointer, listener);
      TzRelease.follow(writer, clock);
      return new SqliteStore(
          file, checkpointer, writer, new Readers(connections, config.readers()), clock);
    } catch (SQLException e) {
      checkpointer.close();
      throw e;
    }
  }

  public Ledger ledger() {
    return ledger;
  }

  public JobStore jobs() {
    return jobs;
  }

  public History history() {
    return history;
  }

  public Alerts alerts() {
    return alerts;
  }

  /**
   * Makes a small durable write; the answer is how long it took, waiting included, in nanoseconds.
   */
  public CompletionStage<Long> ping() {
    long start = clock.monotonicNanos();
    return writer
        .write(
            WriteClass.URGENT,
            session -> {
              session.counters.ping();
              return true;
            })
        .thenApply(_ -> clock.monotonicNanos() - start);
  }

  /** How the store does, now; reads memory only. */
  public StoreStats stats() {
    Completions.Last last = writer.completions().last();
    int[] depths = writer.queued();
    Map<WriteClass, Integer> queued = new EnumMap<>(WriteClass.class);
    for (WriteClass writeClass : WriteClass.values()) {
      queued.put(writeClass, depths[writeClass.rank()]);
    }
    return new StoreStats(
        queued,
        last.nanos(),
        last.operations(),
        last.commits(),
        last.operationsInAll(),
        checkpointer.walBytes(),
        readers.queued());
  }

  /**
   * Refuses further writes and reads, ends those that wait, empties the log and unlocks the file.
   */
  @Override
  public void close() throws IOException {
    writer.close();
    readers.close();
    try {
      checkpointer.close();
    } catch (SQLException e) {
      throw new IOException("the log of " + file.path + " could not be emptied", e);
    } finally {
      file.close();
    }
  }
}
