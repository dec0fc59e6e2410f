package io.carillon.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys that stored headers are sealed with, and {@link EncodedDefinition#IN_THE_CLEAR}. */
final class KeysInUse {
  /** The next one; partial index, one step for each key. */
  private static final String NEXT = "SELECT min(key_id) FROM job_version WHERE key_id > ?";

  private static final Logger LOG = LoggerFactory.getLogger(KeysInUse.class);

  private KeysInUse() {}

  static List<String> read(Statements statements) throws SQLException {
    List<String> ids = new ArrayList<>();
    String last = "";
    while (last != null) {
      try (ResultSet row = statements.of(NEXT).set(last).query()) {
        row.next();
        last = row.getString(1);
      }
      if (last != null) {
        ids.add(last);
      }
    }
    return ids;
  }

  /**
   * Throws, naming the keys, unless everything that is stored can be opened. Otherwise each of
   * those jobs would fail when it is due.
   */
  static void check(Writer writer, SecretKeys keys) {
    List<String> inUse =
        writer
            .write(WriteClass.URGENT, session -> read(session.statements))
            .toCompletableFuture()
            .join();
    boolean isSomeInTheClear = inUse.remove(EncodedDefinition.IN_THE_CLEAR);
    inUse.removeAll(keys.ids());
    if (!inUse.isEmpty()) {
      throw new IllegalStateException(
          "header values are sealed with "
              + (inUse.size() == 1 ? "key " : "keys ")
              + String.join(", ", inUse)
              + ", which this start was not given");
    }
    if (isSomeInTheClear) {
      LOG.warn(
          "header values of jobs are stored in the clear: {}",
          keys.first() == null
              ? "no key is set to seal them with"
              : "what was stored before a key was set; carillon secrets rewrap seals it");
    }
  }
}
