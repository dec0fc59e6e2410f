package io.carillon.core.port;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node that runs, or ran.
 *
 * @param version of Carillon
 * @param roles what it does, such as {@code scheduler}
 * @param startedAt when its term began
 * @param renewedAt when it last renewed its lease, by the store's clock; null for one that needs
 *     none
 * @param leaseUntil when its lease ends or ended, by the store's clock; null when it has none
 * @param isAlive whether it may send
 * @param load as of the last renewal
 */
public record Node(
    String name,
    String version,
    List<String> roles,
    int term,
    Instant startedAt,
    @Nullable Instant renewedAt,
    @Nullable Instant leaseUntil,
    boolean isAlive,
    NodeLoad load) {}
