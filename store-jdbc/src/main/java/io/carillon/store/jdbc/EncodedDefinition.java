package io.carillon.store.jdbc;

import io.carillon.core.JobDefinition;

/** A definition with what is stored of it, made on the caller's thread to spare the writer's. */
record EncodedDefinition(JobDefinition definition, String json, String searchText) {
  static EncodedDefinition of(JobDefinition definition) {
    return new EncodedDefinition(
        definition, DefinitionCodec.encode(definition), DefinitionCodec.searchText(definition));
  }
}
