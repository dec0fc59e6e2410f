package io.carillon.store.jdbc;

import io.carillon.core.JobDefinition;
import io.carillon.core.JobId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals with the first key the headers that are stored in the clear or sealed with another key, in
 * short transactions. May be broken off and begun again, and run while nodes work that have all of
 * the keys: they keep what they have read.
 */
public final class Rewrap {
  private static final int SLICE_MAX = 500;

  /** Definitions under one key, in order; partial index, then a primary key a row. */
  private static final String FIND =
      """
      SELECT v.job_key, v.version, j.id, v.definition
      FROM job_version v JOIN job j ON j.job_key = v.job_key
      WHERE v.key_id = ? AND (v.job_key, v.version) > (?, ?)
      ORDER BY v.job_key, v.version LIMIT ?
      """;

  /** Writes a definition anew, unless somebody else was faster; primary key. */
  private static final String UPDATE =
      """
      UPDATE job_version SET definition = ?, key_id = ?
      WHERE job_key = ? AND version = ? AND key_id = ?
      """;

  private final Connection connection;
  private final Statements statements;
  private final DefinitionCodec codec;

  private Rewrap(Connection connection, Dialect dialect, DefinitionCodec codec) {
    this.connection = connection;
    this.statements = new Statements(dialect, connection);
    this.codec = codec;
  }

  /**
   * What was done.
   *
   * @param sealed how many job versions were in the clear
   * @param resealed how many were sealed with another key
   * @param failed what is wrong with each one that could not be opened, and stays as it is
   */
  public record Result(int sealed, int resealed, List<String> failed) {}

  private record Row(long jobKey, int version, JobId id, String json) {}

  /**
   * Returns when nothing is left.
   *
   * @param connection without auto-commit
   * @param keys one or more
   */
  public static Result run(Connection connection, Dialect dialect, SecretKeys keys)
      throws SQLException {
    SecretKey first = keys.first();
    if (first == null) {
      throw new IllegalArgumentException("there is no key to seal with");
    }
    Rewrap rewrap = new Rewrap(connection, dialect, new DefinitionCodec(keys));
    List<String> inUse = KeysInUse.read(rewrap.statements);
    connection.commit();
    int sealed = 0;
    int resealed = 0;
    List<String> failed = new ArrayList<>();
    for (String keyId : inUse) {
      if (keyId.equals(EncodedDefinition.IN_THE_CLEAR)) {
        sealed += rewrap.all(keyId, failed);
      } else if (!keyId.equals(first.id)) {
        resealed += rewrap.all(keyId, failed);
      }
    }
    rewrap.statements.clear();
    return new Result(sealed, resealed, failed);
  }

  private int all(String keyId, List<String> failed) throws SQLException {
    int changed = 0;
    List<Row> slice = slice(keyId, 0, 0);
    while (!slice.isEmpty()) {
      for (Row row : slice) {
        changed += seal(row, keyId, failed);
      }
      connection.commit();
      slice = slice(keyId, slice.getLast().jobKey, slice.getLast().version);
    }
    connection.commit();
    return changed;
  }

  private List<Row> slice(String keyId, long afterJobKey, int afterVersion) throws SQLException {
    List<Row> slice = new ArrayList<>();
    Prepared find =
        statements.of(FIND).set(keyId).set(afterJobKey).set(afterVersion).set(SLICE_MAX);
    try (ResultSet row = find.query()) {
      while (row.next()) {
        JobId id = JobRows.id(row.getString(3));
        slice.add(new Row(row.getLong(1), row.getInt(2), id, row.getString(4)));
      }
    }
    return slice;
  }

  private int seal(Row row, String keyId, List<String> failed) throws SQLException {
    JobDefinition definition;
    try {
      definition = codec.decode(row.id, row.json);
    } catch (RuntimeException e) {
      failed.add("job " + row.id + " version " + row.version + ": " + e.getMessage());
      return 0;
    }
    EncodedDefinition encoded = codec.encode(row.id, definition);
    return statements
        .of(UPDATE)
        .set(encoded.json())
        .set(encoded.keyId())
        .set(row.jobKey)
        .set(row.version)
        .set(keyId)
        .run();
  }
}
