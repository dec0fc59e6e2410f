package io.carillon.server.config;

/** Settings that tools know of and this version cannot serve: it says so and does not start. */
final class NotYet {
  private NotYet() {}

  static void refuse(Setting<String> setting, SettingValues values, String what) {
    if (!values.get(setting).isEmpty()) {
      throw refusal(setting, what);
    }
  }

  static ConfigError refusal(Setting<?> setting, String what) {
    return new ConfigError(
        setting.name()
            + " ("
            + setting.variable()
            + "): this version does not have "
            + what
            + "; leave it at its default");
  }
}
