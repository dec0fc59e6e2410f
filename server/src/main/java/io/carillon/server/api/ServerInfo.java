package io.carillon.server.api;

import io.carillon.core.port.NodeLoad;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What this server is.
 *
 * @param version of Carillon
 * @param build the commit, or none
 * @param limits by name, with the unit in the name
 * @param load what it has to do, now
 */
public record ServerInfo(
    String version,
    String build,
    String node,
    Instant startedAt,
    List<String> roles,
    SortedMap<String, Long> limits,
    Supplier<NodeLoad> load) {}
