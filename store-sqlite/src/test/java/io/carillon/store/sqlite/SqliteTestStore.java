package io.carillon.store.sqlite;

import io.carillon.core.Clock;
import io.carillon.core.port.Alerts;
import io.carillon.core.port.ApiKeys;
import io.carillon.core.port.Audit;
import io.carillon.core.port.History;
import io.carillon.core.port.JobStore;
import io.carillon.core.port.Ledger;
import io.carillon.core.port.Namespaces;
import io.carillon.core.port.OutcomeCounts;
import io.carillon.store.jdbc.CommitListener;
import io.carillon.store.jdbc.JdbcStore;
import io.carillon.store.jdbc.SecretKeys;
import io.carillon.testkit.FullTestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A store, usually in a folder of its own, which goes with it. */
final class SqliteTestStore implements FullTestStore {
  private static final SecretKeys KEYS = SecretKeys.of(List.of(SecretKeys.generate()));

  private final @Nullable Path folder;
  final Path file;
  final JdbcStore store;

  private SqliteTestStore(@Nullable Path folder, Path file, JdbcStore store) {
    this.folder = folder;
    this.file = file;
    this.store = store;
  }

  static SqliteTestStore open(Clock clock) throws IOException {
    return open(clock, SqliteConfig.DEFAULT);
  }

  static SqliteTestStore open(Clock clock, SqliteConfig config) throws IOException {
    Path folder = Files.createTempDirectory("carillon-store");
    Path file = folder.resolve("test.db");
    return new SqliteTestStore(folder, file, open(file, clock, config));
  }

  /** A store whose file the caller removes. */
  static SqliteTestStore openAt(Path file, Clock clock) throws IOException {
    return openAt(file, clock, SqliteConfig.DEFAULT);
  }

  static SqliteTestStore openAt(Path file, Clock clock, SqliteConfig config) throws IOException {
    return new SqliteTestStore(null, file, open(file, clock, config));
  }

  private static JdbcStore open(Path file, Clock clock, SqliteConfig config) throws IOException {
    return SqliteStore.open(file, clock, config, KEYS, CommitListener.NONE);
  }

  @Override
  public JobStore jobs() {
    return store.jobs();
  }

  @Override
  public Ledger ledger() {
    return store.ledger();
  }

  @Override
  public History history() {
    return store.history();
  }

  @Override
  public Alerts alerts() {
    return store.alerts();
  }

  @Override
  public ApiKeys apiKeys() {
    return store.apiKeys();
  }

  @Override
  public Audit audit() {
    return store.audit();
  }

  @Override
  public Namespaces namespaces() {
    return store.namespaces();
  }

  @Override
  public OutcomeCounts outcomeCounts() {
    return store.outcomeCounts();
  }

  @Override
  public void verify() throws Exception {
    SqliteRows.verify(file);
  }

  @Override
  public void close() throws IOException {
    store.close();
    if (folder == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
