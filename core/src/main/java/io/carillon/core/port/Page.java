package io.carillon.core.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list. A page may be shorter than its limit, even empty, and still have a next one: a
 * query examines a bounded number of rows.
 *
 * @param nextCursor opaque; null at the end. A cursor that no query made fails with {@link
 *     io.carillon.core.Invalid}
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
