package io.carillon.server.main;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The flag of commands beside {@code serve} that names the file of settings. */
final class ConfigFlag {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The file of settings (default: carillon.yaml when it exists).")
  private @Nullable String file;

  /** The flags to read the settings with. */
  Map<String, String> flags() {
    return file == null ? Map.of() : Map.of("config", file);
  }
}
