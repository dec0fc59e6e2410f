package io.carillon.core.port;

import io.carillon.core.ApiKey;
import io.carillon.core.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Stored API keys: few, so that a node knows them all. Nothing is answered before its commit. */
public interface ApiKeys {
  /**
   * How many live keys of a namespace may have the same name: one, and the one that replaces it.
   */
  int LIVE_OF_A_NAME_MAX = 2;

  /** Why a key was not added, or that it was. */
  enum Created {
    YES,

    /** As many live keys as allowed have the name. */
    NAME_TAKEN,

    /** There is no such namespace. */
    UNKNOWN_NAMESPACE,

    /** A key with this hash is there already, whatever became of it. */
    KNOWN
  }

  /** The same keys; what is changed of them is noted as this caller's, in the same transaction. */
  ApiKeys by(Caller caller);

  /** Adds a key. */
  CompletionStage<Created> create(ApiKey key);

  /**
   * All, of all namespaces, newest first. Those that were revoked or have expired stay for 30 days
   * at least, and the newest for good: where there once was a key, there is one.
   */
  CompletionStage<List<ApiKey>> list();

  /** Revokes a key; a second time changes nothing. False for an unknown one. */
  CompletionStage<Boolean> revoke(UUID id);

  /** Notes when keys were last used. */
  CompletionStage<Void> used(Map<UUID, Instant> lastUsedAt);
}
