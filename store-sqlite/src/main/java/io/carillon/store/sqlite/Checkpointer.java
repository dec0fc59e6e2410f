package io.carillon.store.sqlite;

import io.carillon.store.jdbc.Threads;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves pages from the write-ahead log into the file, beside the writer. When passes have left
 * little, the writer does the rest between two transactions, so that the log can start anew;
 * without that it would grow for ever under constant load. What passes have moved is on the disk by
 * then: SQLite itself brings it there only in the pass that moves the last page, so the writer
 * would wait for all of it.
 */
final class Checkpointer implements AutoCloseable {
  /** The least time between two looks at the log. */
  private static final long LOOK_NANOS = 20_000_000;

  /** Passes go on until so few pages are left, unless more come in than each moves. */
  private static final int LEFT_BY_PASSES = 200;

  /** How many pages may be left for the writer to move. */
  private static final int LEFT_FOR_WRITER_MAX = 2_000;

  /**
   * How many looks are passed over when a checkpoint failed, or a reader kept the log in use: the
   * writer waited for it.
   */
  private static final int LOOKS_PASSED = 50;

  private static final int PAGE_BYTES = 4_096;
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  /** Only tells the log's length. */
  private static final String LOOK = "PRAGMA wal_checkpoint(NOOP)";

  /** Moves what it can without waiting for anybody. */
  private static final String PASS = "PRAGMA wal_checkpoint(PASSIVE)";

  /** Moves all and waits for readers, bounded, so that the next write starts the log anew. */
  private static final String FINISH = "PRAGMA wal_checkpoint(RESTART)";

  /** Moves all and empties the log. */
  private static final String EMPTY = "PRAGMA wal_checkpoint(TRUNCATE)";

  /** The log's length and how much of it is in the file, in pages. */
  private record Log(boolean busy, int pages, int moved) {
    int left() {
      return pages - moved;
    }
  }

  private final StoreFile file;
  private final Connection connection;
  private final ReentrantLock using = new ReentrantLock();
  private final int checkpointPages;
  private final int alarmPages;
  private final Thread thread =
      Thread.ofPlatform().name("carillon-store-checkpoints").daemon().unstarted(this::loop);
  private volatile boolean written;
  private volatile boolean idle;
  private volatile boolean finishWanted;
  private volatile boolean closed;
  private volatile long walBytes;
  private boolean alarmed;
  private boolean hasFailed;
  private int looksToPass;

  Checkpointer(StoreFile file, Connections connections, SqliteConfig config) throws SQLException {
    this.file = file;
    connection = connections.checkpointer();
    checkpointPages = config.walCheckpointPages();
    alarmPages = config.walAlarmPages();
    thread.start();
  }

  /**
   * Called by the writer between transactions; finishes when passes left little. Never waits for a
   * pass that is under way.
   */
  void committed() {
    if (finishWanted && using.tryLock()) {
      try {
        finishWanted = false;
        Log log = run(FINISH);
        succeeded();
        looksToPass = log.busy() ? LOOKS_PASSED : 0;
      } catch (SQLException e) {
        failed(e);
      } finally {
        using.unlock();
      }
    }
    written = true;
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  long walBytes() {
    return walBytes;
  }

  private void loop() {
    while (!closed) {
      idle = true;
      while (!written && !closed) {
        LockSupport.park(this);
      }
      idle = false;
      written = false;
      using.lock();
      try {
        if (looksToPass > 0) {
          looksToPass--;
        } else if (!finishWanted) {
          look();
        }
      } catch (SQLException | IOException e) {
        failed(e);
      } finally {
        using.unlock();
      }
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
  }

  private void look() throws SQLException, IOException {
    Log log = run(LOOK);
    // With nothing left the next write starts the log anew.
    if (log.pages() < checkpointPages || log.left() == 0) {
      return;
    }
    int before;
    do {
      before = log.left();
      run(PASS);
      file.sync();
      log = run(LOOK);
    } while (log.left() > LEFT_BY_PASSES && log.left() <= before / 2);
    if (log.left() == 0) {
      succeeded();
    }
    finishWanted =
        log.left() > 0 && (log.left() < LEFT_FOR_WRITER_MAX || log.pages() >= alarmPages);
  }

  private void succeeded() {
    if (hasFailed) {
      LOG.info("checkpoints succeed again");
      hasFailed = false;
    }
  }

  /** Told once for an outage: the disk that is full may be the one of the server's log. */
  private void failed(Exception e) {
    if (hasFailed) {
      LOG.debug("checkpoints still fail", e);
    } else {
      LOG.warn("a checkpoint failed; it is tried again every second", e);
    }
    hasFailed = true;
    looksToPass = LOOKS_PASSED;
  }

  private void see(Log log) {
    walBytes = (long) log.pages() * PAGE_BYTES;
    boolean alarm = log.pages() >= alarmPages;
    if (alarm && !alarmed) {
      LOG.error(
          "the write-ahead log has {} pages and cannot be made shorter: a long read or a slow disk",
          log.pages());
    }
    alarmed = alarm;
  }

  private Log run(String checkpoint) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(checkpoint)) {
      row.next();
      Log log = new Log(row.getInt(1) != 0, Math.max(0, row.getInt(2)), Math.max(0, row.getInt(3)));
      see(log);
      return log;
    }
  }

  /** Ends the thread; the writer has ended before, so the log is emptied. */
  @Override
  public void close() throws SQLException {
    closed = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
    try (connection) {
      run(EMPTY);
    }
  }
}
