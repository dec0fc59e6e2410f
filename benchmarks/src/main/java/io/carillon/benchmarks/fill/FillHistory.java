package io.carillon.benchmarks.fill;

import io.carillon.benchmarks.Arguments;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.SplittableRandom;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Gives the jobs of a stopped server's store a history of the last days: {@code --store FILE
 * --executions N --days D}. The jobs stay as they are, so their history is older than they are.
 * Each transaction leaves the store true, but only the end waits for the disk.
 */
public final class FillHistory {
  /** The server keeps executions for 30 days unless told otherwise. */
  private static final int DAYS_MAX = 29;

  private static final int EXECUTIONS_MAX = 500_000_000;
  private static final int TRANSACTION_EXECUTIONS = 100_000;
  private static final int PROGRESS_EXECUTIONS = 1_000_000;
  private static final int CACHE_KIB = 128 << 10;
  private static final long SEED = 1;

  private FillHistory() {}

  /** Fills and prints how long it took. */
  public static void run(Arguments arguments) {
    String store = arguments.text("store", "");
    int executions = arguments.number("executions", 10_000_000, 1, EXECUTIONS_MAX);
    int days = arguments.number("days", 7, 1, DAYS_MAX);
    arguments.end();
    Path file = Path.of(store);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("--store: a file with a store, not '" + store + "'");
    }
    long startedAt = System.nanoTime();
    try {
      fillLocked(file, executions, days);
      System.out.printf(
          "fill-history: %,d executions in %.1f s, the store has %,d MB%n",
          executions, (System.nanoTime() - startedAt) / 1e9, Files.size(file) >> 20);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(file + " could not be filled: " + e.getMessage(), e);
    }
  }

  /** Holds the lock that a server holds while it uses the store. */
  private static void fillLocked(Path file, int executions, int days)
      throws IOException, SQLException {
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        throw new IllegalStateException("another process uses the store " + file);
      }
      try (Connection connection = open(file)) {
        fill(connection, executions, days);
      }
      try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
        written.force(true);
      }
    }
  }

  private static Connection open(Path file) throws SQLException {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setSynchronous(SynchronousMode.OFF);
    // Negative: in KiB.
    settings.setCacheSize(-CACHE_KIB);
    Connection connection = settings.createConnection("jdbc:sqlite:" + file);
    connection.setAutoCommit(false);
    return connection;
  }

  private static void fill(Connection connection, int executions, int days) throws SQLException {
    try (Books books = new Books(connection);
        FinishedExecutions rows =
            new FinishedExecutions(connection, books, new SplittableRandom(SEED))) {
      HistoryPlan plan =
          HistoryPlan.of(executions, books.jobs().size(), days, Instant.now().getEpochSecond());
      for (int i = 0; i < executions; i++) {
        FilledJob job = books.jobs().get(plan.job(i));
        rows.add(job, plan.scheduledAtMs(i), plan.periodSeconds() * 1_000);
        int done = i + 1;
        if (done % TRANSACTION_EXECUTIONS == 0 || done == executions) {
          rows.send();
          books.write();
          connection.commit();
        }
        if (done % PROGRESS_EXECUTIONS == 0) {
          System.out.printf("fill-history: %,d of %,d%n", done, executions);
        }
      }
    }
  }
}
