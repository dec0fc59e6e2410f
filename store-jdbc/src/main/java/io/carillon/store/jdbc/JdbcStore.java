package io.carillon.store.jdbc;

import io.carillon.core.Caller;
import io.carillon.core.Clock;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.Audit;
import io.carillon.core.port.EventExchange;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Namespaces;
import io.carillon.core.port.Nodes;
import io.carillon.core.port.OutcomeCounts;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A store over JDBC. Thread-safe. Writes that were answered survive a crash. */
public final class JdbcStore implements AutoCloseable {
  private final Database database;
  private final Writer writer;
  private static final String PING = "SELECT name FROM namespace WHERE namespace_key = 1";

  private final Outage replicaOutage =
      new Outage(
          "the replica cannot be read; lists and history fail until it can",
          "the replica can be read again");
  private final Readers readers;

  /** For lists and history; the same as {@link #readers} unless there is a replica. */
  private final Readers lists;

  private final JdbcLedger ledger;
  private final JdbcJobs jobs;
  private final JdbcHistory history;
  private final JdbcAlerts alerts;
  private final JdbcNodes nodes;
  private final JdbcApiKeys apiKeys;
  private final JdbcAudit audit;
  private final JdbcNamespaces namespaces;
  private final JdbcOutcomeCounts outcomeCounts;
  private final JdbcEventExchange eventExchange;
  private final Clock clock;

  private JdbcStore(
      Database database,
      Writer writer,
      Readers readers,
      Readers lists,
      DefinitionCodec codec,
      Clock clock) {
    this.database = database;
    this.writer = writer;
    this.readers = readers;
    this.lists = lists;
    this.clock = clock;
    ledger = new JdbcLedger(database, writer, readers, clock);
    jobs = new JdbcJobs(writer, readers, lists, codec, clock, Caller.SYSTEM);
    history = new JdbcHistory(readers, lists, Caller.SYSTEM);
    alerts = new JdbcAlerts(database, writer, readers, lists, clock, Caller.SYSTEM);
    nodes = new JdbcNodes(database, readers);
    apiKeys = new JdbcApiKeys(writer, readers, clock, Caller.SYSTEM);
    audit = new JdbcAudit(writer, lists, codec, clock, Caller.SYSTEM);
    namespaces = new JdbcNamespaces(writer, readers, clock, Caller.SYSTEM);
    outcomeCounts = new JdbcOutcomeCounts(writer, lists, Caller.SYSTEM);
    eventExchange = new JdbcEventExchange(writer, clock);
  }

  /**
   * Opens the store on a database that is up to date, which it closes when it is closed itself, and
   * not when this fails.
   *
   * @param readers connections that read, 1 or more, a thread each; so many again to a replica
   * @param snapshotsMax compiled job versions that are kept in memory for planning, 1 or more
   * @param keys that header values are sealed with; all that the store needs, or it does not open
   */
  public static JdbcStore open(
      Database database,
      int readers,
      int snapshotsMax,
      SecretKeys keys,
      Clock clock,
      CommitListener listener)
      throws SQLException {
    DefinitionCodec codec = new DefinitionCodec(keys);
    Writer writer = new Writer(database, snapshotsMax, codec, clock, listener);
    try {
      KeysInUse.check(writer, keys);
      TzRelease.follow(writer, clock);
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
    Readers upToDate = new Readers(database, database::reader, readers, "carillon-store-reader-");
    Readers lists =
        database.hasReplica()
            ? new Readers(database, database::replica, readers, "carillon-store-replica-")
            : upToDate;
    return new JdbcStore(database, writer, upToDate, lists, codec, clock);
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

  public Nodes nodes() {
    return nodes;
  }

  public ApiKeys apiKeys() {
    return apiKeys;
  }

  public Audit audit() {
    return audit;
  }

  public Namespaces namespaces() {
    return namespaces;
  }

  public OutcomeCounts outcomeCounts() {
    return outcomeCounts;
  }

  /** With the other nodes, where there may be others. */
  public Optional<EventExchange> eventExchange() {
    return isShared() ? Optional.of(eventExchange) : Optional.empty();
  }

  /** Whether other nodes may have the store too. */
  public boolean isShared() {
    return database.isShared();
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

  /** Whether lists and history are read elsewhere than where is written. */
  public boolean hasReplica() {
    return lists != readers;
  }

  /** Reads a row where lists and history are read; logs when that begins to fail, and its end. */
  public CompletionStage<?> pingReplica() {
    return lists
        .read(
            statements -> {
              try (ResultSet row = statements.of(PING).query()) {
                return row.next();
              }
            })
        .whenComplete(
            (_, failure) -> {
              if (failure == null) {
                replicaOutage.worked();
              } else {
                replicaOutage.failed(failure);
              }
            });
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
        database.walBytes(),
        hasReplica() ? readers.queued() + lists.queued() : readers.queued());
  }

  /** Refuses further writes and reads, ends those that wait, and closes the database. */
  @Override
  public void close() throws IOException {
    writer.close();
    readers.close();
    lists.close();
    database.close();
  }
}
