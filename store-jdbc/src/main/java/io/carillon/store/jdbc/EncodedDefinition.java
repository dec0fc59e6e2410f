package io.carillon.store.jdbc;

import io.carillon.core.JobDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A definition with what is stored of it, made on the caller's thread to spare the writer's.
 *
 * @param keyId of the key that its headers are sealed with, or {@link #IN_THE_CLEAR}; null when it
 *     has none
 */
record EncodedDefinition(
    JobDefinition definition, String json, String searchText, @Nullable String keyId) {
  /** In the place of a key's id: the headers are stored as they are. */
  static final String IN_THE_CLEAR = "-";

  @Override
  public String toString() {
    return definition.toString();
  }
}
