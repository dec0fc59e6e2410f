package io.carillon.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where settings come from: flags, then the environment, then the file, then the defaults. */
public final class ConfigSources {
  /** The file that is read when none is named and it exists. */
  static final Path FILE = Path.of("carillon.yaml");

  private static final String PREFIX = "CARILLON_";
  private static final String FILE_VARIABLE = "CARILLON_CONFIG";

  /** Read by the launcher and the scripts around the server, not by the server. */
  private static final Set<String> OTHERS_VARIABLES =
      Set.of(FILE_VARIABLE, "CARILLON_JAVA_HOME", "CARILLON_JAVA_OPTS");

  private ConfigSources() {}

  /**
   * Reads the configuration.
   *
   * @param flags by name without the dashes; {@code config} names the file
   * @param environment all variables; those that start with CARILLON_ count
   * @throws ConfigError naming the key that is unknown or has a bad value
   */
  public static CarillonConfig read(Map<String, String> flags, Map<String, String> environment) {
    Map<String, String> settings = new TreeMap<>(flags);
    String named = settings.remove("config");
    refuseSecrets(settings);
    String file = named != null ? named : environment.get(FILE_VARIABLE);
    List<SettingValues.Source> sources = new ArrayList<>();
    sources.add(new SettingValues.Source("flags", settings, Setting::name));
    sources.add(new SettingValues.Source("environment", ours(environment), Setting::variable));
    if (file != null || Files.exists(FILE)) {
      Path path = file == null ? FILE : Path.of(file);
      sources.add(new SettingValues.Source(path.toString(), YamlFile.read(path), Setting::name));
    }
    return CarillonConfig.of(SettingValues.of(sources));
  }

  private static void refuseSecrets(Map<String, String> flags) {
    for (Setting<?> setting : Settings.all()) {
      if (setting.isSecret() && flags.containsKey(setting.name())) {
        throw new ConfigError(
            setting.flag()
                + ": everybody on the machine can read flags; set "
                + setting.variable()
                + " or the key in carillon.yaml");
      }
    }
  }

  private static Map<String, String> ours(Map<String, String> environment) {
    Map<String, String> ours = new TreeMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !OTHERS_VARIABLES.contains(name)) {
            ours.put(name, value);
          }
        });
    return ours;
  }
}
