package io.carillon.server.config;

import static io.carillon.server.config.Settings.ROLES;

import io.carillon.engine.Roles;
import java.util.List;
import java.util.Set;

/**
 * What a node does.
 *
 * @param api whether it serves the whole API; otherwise only how it is doing
 * @param scheduler whether it plans
 * @param worker whether it makes calls
 */
public record RolesConfig(boolean api, boolean scheduler, boolean worker) {
  private static final List<String> NAMES = List.of("api", "scheduler", "worker");

  static RolesConfig of(SettingValues values) {
    Set<String> named = Set.copyOf(values.get(ROLES));
    if (named.isEmpty() || !NAMES.containsAll(named)) {
      throw new ConfigError("roles: must be some of " + String.join(", ", NAMES));
    }
    return new RolesConfig(
        named.contains("api"), named.contains("scheduler"), named.contains("worker"));
  }

  /** In a fixed order. */
  public List<String> names() {
    return NAMES.stream()
        .filter(
            name ->
                switch (name) {
                  case "api" -> api;
                  case "scheduler" -> scheduler;
                  default -> worker;
                })
        .toList();
  }

  boolean isAll() {
    return api && scheduler && worker;
  }

  Roles ofEngine() {
    return new Roles(scheduler, worker);
  }
}
