package io.carillon.server.config;

/** Settings that tools know of and this version cannot serve: it says so and does not start. */
final class NotYet {
  private NotYet() {}

  static void refuse(Setting<String> setting, SettingValues values, String what) {
    if (!values.get(setting).isEmpty()) {
      throw new ConfigError(
          "%s (%s): this version does not have %s; leave it at its default"
              .formatted(setting.name(), setting.variable(), what));
    }
  }
}
