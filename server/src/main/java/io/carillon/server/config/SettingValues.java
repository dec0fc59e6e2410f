package io.carillon.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A value for every setting. Immutable. */
public final class SettingValues {
  private final Map<String, Object> values;

  private SettingValues(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Takes each setting from the first source that has it, or its default.
   *
   * @throws ConfigError naming the key, when a source has an unknown key or a value cannot be read
   */
  static SettingValues of(List<Source> sources) {
    sources.forEach(SettingValues::refuseUnknown);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.all()) {
      values.put(setting.name(), valueOf(setting, sources));
    }
    return new SettingValues(values);
  }

  private static void refuseUnknown(Source source) {
    for (String key : source.texts().keySet()) {
      if (Settings.all().stream().noneMatch(setting -> source.keyOf().apply(setting).equals(key))) {
        throw new ConfigError(source.name() + ": unknown setting " + key);
      }
    }
  }

  private static Object valueOf(Setting<?> setting, List<Source> sources) {
    for (Source source : sources) {
      String key = source.keyOf().apply(setting);
      String text = source.texts().get(key);
      if (text != null) {
        try {
          return Objects.requireNonNull(setting.parser().parse(text.strip()));
        } catch (IllegalArgumentException e) {
          String given = setting.mayBeRepeated() ? ", not '" + text + "'" : "";
          throw new ConfigError(source.name() + ": " + key + " " + e.getMessage() + given);
        }
      }
    }
    return Objects.requireNonNull(setting.parser().parse(setting.defaultText()));
  }

  /** The setting's value. */
  @SuppressWarnings("unchecked") // put in by the setting's own parser
  <T> T get(Setting<T> setting) {
    return (T) Objects.requireNonNull(values.get(setting.name()));
  }

  /**
   * Somewhere that settings are written.
   *
   * @param name for messages
   * @param texts what is written, by key
   * @param keyOf how a setting is spelled here
   */
  record Source(String name, Map<String, String> texts, Function<Setting<?>, String> keyOf) {}
}
