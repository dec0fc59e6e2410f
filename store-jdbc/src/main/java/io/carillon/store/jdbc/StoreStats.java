package io.carillon.store.jdbc;

import java.util.Map;

/**
 * How the store does, now. Immutable.
 *
 * @param queued operations that wait, by class
 * @param lastCommitNanos how long the last transaction took, commit included
 * @param lastBatch how many operations it had
 * @param commits transactions committed since the start
 * @param operations operations committed since the start
 * @param walBytes see {@link Database#walBytes}
 * @param readsQueued reads that wait for a reader
 */
public record StoreStats(
    Map<WriteClass, Integer> queued,
    long lastCommitNanos,
    int lastBatch,
    long commits,
    long operations,
    long walBytes,
    int readsQueued) {}
