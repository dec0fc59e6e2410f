package io.carillon.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One thread that reads, with a connection that it replaces when it fails. */
final class Reader {
  /** A read and whom to tell when it fails. */
  record Task(Body body, Consumer<Throwable> fail) {
    @FunctionalInterface
    interface Body {
      void run(Statements statements) throws SQLException;
    }
  }

  /** Where its connections come from. */
  @FunctionalInterface
  interface Source {
    Connection open() throws SQLException;
  }

  private final Database database;
  private final Source source;
  private final BlockingQueue<Task> queue;
  private @Nullable Connection connection;
  private @Nullable Statements statements;

  Reader(Database database, Source source, BlockingQueue<Task> queue) {
    this.database = database;
    this.source = source;
    this.queue = queue;
  }

  /** Reads until it is interrupted. */
  void loop() {
    try {
      while (true) {
        run(queue.take());
      }
    } catch (InterruptedException _) {
      disconnect();
    }
  }

  private void run(Task task) {
    boolean mayBeStale = connection != null;
    try {
      task.body().run(connected());
    } catch (SQLException e) {
      disconnect();
      if (mayBeStale && database.breaksConnection(e)) {
        run(task); // The server may have been away and be back.
      } else {
        task.fail().accept(StoreErrors.of(database, e));
      }
    } catch (RuntimeException | Error e) {
      task.fail().accept(e);
    }
  }

  private Statements connected() throws SQLException {
    Statements current = statements;
    if (current == null) {
      Connection opened = source.open();
      current = new Statements(database.dialect(), opened);
      connection = opened;
      statements = current;
    }
    return current;
  }

  private void disconnect() {
    Connection current = connection;
    if (current != null) {
      try (current) {
        connection = null;
        statements = null;
      } catch (SQLException _) {
        // It only read.
      }
    }
  }
}
