package io.carillon.core.port;

import io.carillon.core.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What became of a settlement.
 *
 * @param applied false: the row had moved on or names another term; nothing was changed
 * @param alert the alert that the move raised, stored in the same transaction, or null
 */
public record Settled(boolean applied, @Nullable Alert alert) {}
